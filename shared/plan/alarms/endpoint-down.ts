import type { ResolvedEndpoint } from '../../definition/resolve-endpoints.ts';
import { endpointMetric } from '../endpoint-metrics.ts';
import { countLocations, majorityOf, singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/** The endpoint does not answer as agreed, at enough locations, in M of N periods. */
export function endpointDown(endpoint: ResolvedEndpoint, context: AlarmContext): readonly AlarmDraft[] {
  const { down } = endpoint.alarms;
  if (down === undefined) return [];
  const { namespace, region, locations, topicOf } = context;
  const metricAt = (location: string) => endpointMetric(namespace, 'Down', { endpoint: endpoint.id, location });
  const [first = region] = locations;
  const alone = locations.length === 1;
  const quorum = down.quorum ?? majorityOf(locations.length);
  const periodSeconds = endpoint.everySeconds;
  const queries = alone
    ? singleQuery(metricAt(first), 'Maximum', periodSeconds)
    : countLocations(locations, {
        metricAt,
        stat: 'Maximum',
        periodSeconds,
        badWhere: (id) => id,
        label: 'Locations that see it down',
      });
  const seenFrom = alone ? '' : ` as seen from at least ${quorum} of ${locations.length} locations`;
  return [
    {
      id: `endpoint/${endpoint.id}/down`,
      region,
      severity: down.severity,
      subject: { kind: 'endpoint', endpoint: endpoint.id, aspect: 'down' },
      title: `${endpoint.title} is down`,
      meaning: `${endpoint.title} did not answer as agreed in ${down.m} of the last ${down.n} probes${seenFrom}, retries included.`,
      missingDataReason: 'keeps the state, because a probe that failed itself says nothing about the endpoint.',
      ...(endpoint.runbook === undefined ? {} : { runbook: endpoint.runbook }),
      rule: {
        queries,
        comparison: 'GreaterThanOrEqualToThreshold',
        threshold: alone ? 1 : quorum,
        evaluationPeriods: down.n,
        datapointsToAlarm: down.m,
        treatMissingData: 'ignore',
      },
      topic: topicOf(down.severity),
    },
  ];
}
