import { type Severity, severities } from '../../../shared/model/severity.ts';
import type { AlarmView, EndpointView } from '../../api/types.ts';
import { capitalize, countOf } from './format.ts';

/** How things stand, in the words of the overview's title. */
export interface Overall {
  readonly tone: 'ok' | 'warn' | 'bad' | 'unknown' | 'quiet';
  readonly headline: string;
  readonly alarms: string;
}

/** One sentence about the endpoints, the worst first, and one about the alarms. */
export function sumUp(endpoints: readonly EndpointView[], alarms: readonly AlarmView[]): Overall {
  const count = (outcome: EndpointView['outcome']) =>
    endpoints.filter((endpoint) => endpoint.outcome === outcome).length;
  const of = `of ${countOf(endpoints.length, 'endpoint')}`;
  const parts = [
    { tone: 'bad', count: count('down'), is: 'down' },
    { tone: 'warn', count: count('degraded'), is: 'degraded' },
    { tone: 'unknown', count: count('unknown'), is: 'unknown' },
  ] as const;
  const wrong = parts.filter((part) => part.count > 0);
  const [worst, ...others] = wrong;
  const firing = firingAlarms(alarms);
  const alarmsText =
    firing.length === 0
      ? 'No alarm is firing.'
      : `${capitalize(countOf(firing.length, 'alarm'))} firing: ${bySeverity(firing)}.`;
  if (worst) {
    const rest = others.map((part) => `, ${part.count} ${part.is}`).join('');
    return {
      tone: worst.tone,
      headline: `${worst.count} ${of} ${worst.count === 1 ? 'is' : 'are'} ${worst.is}${rest}`,
      alarms: alarmsText,
    };
  }
  const pending = count('pending');
  const tone = firing.length > 0 ? 'warn' : pending === endpoints.length ? 'quiet' : 'ok';
  return { tone, headline: calmHeadline(endpoints.length, pending), alarms: alarmsText };
}

function calmHeadline(total: number, pending: number): string {
  if (total === 0) return 'No endpoint is watched';
  if (pending === total) return 'Waiting for the first results';
  if (pending > 0) return `${total - pending} of ${countOf(total, 'endpoint')} are up, ${pending} pending`;
  return total === 1 ? 'The endpoint is up' : `All ${total} endpoints are up`;
}

/** The alarms in ALARM, most severe first, then the newest. */
export function firingAlarms(alarms: readonly AlarmView[]): readonly AlarmView[] {
  return alarms
    .filter(({ state }) => state === 'ALARM')
    .toSorted((a, b) => bySeverityThen(a, b, (b.changedAtMs ?? 0) - (a.changedAtMs ?? 0)));
}

/** Compares by severity, most urgent first, then by `otherwise`. */
export function bySeverityThen(a: AlarmView, b: AlarmView, otherwise: number): number {
  return severities.indexOf(a.alarm.severity) - severities.indexOf(b.alarm.severity) || otherwise;
}

/** The alarms of one matter that fire together, such as the steps of a certificate's ladder. */
export interface FiringMatter {
  readonly worst: AlarmView;
  /** How many less severe alarms say the same. */
  readonly milder: number;
}

/** Firing alarms by matter, in the order of their worst. */
export function firingMatters(alarms: readonly AlarmView[]): readonly FiringMatter[] {
  const matters = Map.groupBy(firingAlarms(alarms), ({ alarm: { id, subject } }) =>
    subject.kind === 'endpoint' ? `${subject.endpoint} ${subject.aspect}` : id,
  );
  return [...matters.values()].flatMap(([worst, ...milder]) => (worst ? [{ worst, milder: milder.length }] : []));
}

function bySeverity(alarms: readonly AlarmView[]): string {
  const count = (severity: Severity) => alarms.filter(({ alarm }) => alarm.severity === severity).length;
  return severities
    .filter((severity) => count(severity) > 0)
    .map((severity) => `${count(severity)} ${severity}`)
    .join(', ');
}

const checkOfAspect = { slow: 'latency', certificate: 'certificate' } as const;

/**
 * Why an alarm is in its state, as a person would say it: the probe's own reason where it still speaks of the same, what
 * the alarm means where there is no probe, otherwise CloudWatch's reason.
 */
export function reasonOf({ alarm, state, stateReason }: AlarmView, endpoints: readonly EndpointView[]): string {
  const { subject, meaning } = alarm;
  if (state !== 'ALARM') return stateReason;
  if (subject.kind !== 'endpoint') return meaning;
  const latest = endpoints.find(({ id }) => id === subject.endpoint)?.latest;
  if (!latest) return stateReason;
  const { aspect } = subject;
  const holds =
    aspect === 'down'
      ? latest.outcome === 'down'
      : latest.outcome === 'degraded' &&
        latest.checks.some(({ check, level }) => check === checkOfAspect[aspect] && level !== 'passed');
  return holds ? latest.reason : stateReason;
}
