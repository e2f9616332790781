import type { AlarmView } from '../../api/types.ts';
import { capitalize } from './format.ts';
import type { Watched } from './watched.ts';

const checkOfAspect = { slow: 'latency', certificate: 'certificate' } as const;

/**
 * Why an alarm is in its state, as a person would say it: the reason of the probe, the finding or the verdict where it
 * still speaks of the same, what the alarm means where there is none of these, otherwise CloudWatch's reason.
 */
export function reasonOf(view: AlarmView, watched: Watched): string {
  const { alarm, state, stateReason } = view;
  if (state !== 'ALARM') return stateReason;
  switch (alarm.subject.kind) {
    case 'endpoint':
      return endpointReason(alarm.subject, watched) ?? stateReason;
    case 'database':
      return (
        watched.databases.flatMap(({ findings }) => findings).find(({ key }) => key === alarm.id)?.reason ?? stateReason
      );
    case 'kpi':
      return kpiReason(alarm.subject, watched) ?? stateReason;
    case 'refresh':
    case 'job':
    case 'function':
    case 'channel':
    case 'topic':
    case 'sms':
    case 'router':
      return alarm.meaning;
  }
}

type SubjectOf<K> = Extract<AlarmView['alarm']['subject'], { readonly kind: K }>;

function endpointReason({ endpoint, aspect }: SubjectOf<'endpoint'>, { endpoints }: Watched): string | undefined {
  const latest = endpoints.find(({ id }) => id === endpoint)?.latest;
  if (!latest) return undefined;
  const holds =
    aspect === 'down'
      ? latest.outcome === 'down'
      : latest.outcome === 'degraded' &&
        latest.checks.some(({ check, level }) => check === checkOfAspect[aspect] && level !== 'passed');
  return holds ? latest.reason : undefined;
}

function kpiReason({ kpi, alert }: SubjectOf<'kpi'>, { kpis }: Watched): string | undefined {
  const latest = kpis.find(({ id }) => id === kpi)?.latest;
  const verdict = latest?.verdicts.find((one) => one.alert === alert && one.breached);
  return verdict && capitalize(verdict.why);
}
