import type { ResolvedEndpoint } from '../../definition/resolve-endpoints.ts';
import { formatDuration } from '../../model/duration.ts';
import { endpointMetric } from '../endpoint-metrics.ts';
import { countLocations, majorityOf, singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/** The endpoint answers, but above its degraded latency, in M of N periods. */
export function endpointSlow(endpoint: ResolvedEndpoint, context: AlarmContext): readonly AlarmDraft[] {
  const { slow } = endpoint.alarms;
  const { degradedMs } = endpoint.probe.latency;
  if (slow === undefined || degradedMs === undefined) return [];
  const { namespace, region, locations, topicOf } = context;
  const metricAt = (location: string) => endpointMetric(namespace, 'Latency', { endpoint: endpoint.id, location });
  const [first = region] = locations;
  const alone = locations.length === 1;
  const periodSeconds = endpoint.everySeconds;
  return [
    {
      id: `endpoint/${endpoint.id}/slow`,
      region,
      severity: slow.severity,
      subject: { kind: 'endpoint', endpoint: endpoint.id, aspect: 'slow' },
      title: `${endpoint.title} is slow`,
      meaning: `${endpoint.title} took longer than ${formatDuration(degradedMs)} in ${slow.m} of the last ${slow.n} probes${alone ? '' : ' at most locations'}.`,
      missingDataReason: 'keeps the state, because an endpoint that is down has no latency and is not fast either.',
      ...(endpoint.runbook === undefined ? {} : { runbook: endpoint.runbook }),
      rule: {
        queries: alone
          ? singleQuery(metricAt(first), 'Average', periodSeconds)
          : countLocations(locations, {
              metricAt,
              stat: 'Average',
              periodSeconds,
              badWhere: (id) => `(${id} > ${degradedMs})`,
              label: 'Locations that see it slow',
            }),
        comparison: alone ? 'GreaterThanThreshold' : 'GreaterThanOrEqualToThreshold',
        threshold: alone ? degradedMs : majorityOf(locations.length),
        evaluationPeriods: slow.n,
        datapointsToAlarm: slow.m,
        treatMissingData: 'ignore',
      },
      topic: topicOf(slow.severity),
    },
  ];
}
