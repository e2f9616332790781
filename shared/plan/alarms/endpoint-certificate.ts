import type { ResolvedEndpoint } from '../../definition/resolve-endpoints.ts';
import { endpointMetric } from '../endpoint-metrics.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/**
 * One alarm per step of the ladder. They look at the first location only: a certificate is the same from everywhere, and
 * metrics cost money.
 */
export function endpointCertificate(endpoint: ResolvedEndpoint, context: AlarmContext): readonly AlarmDraft[] {
  const { namespace, region, locations, topicOf } = context;
  const [first = region] = locations;
  return endpoint.alarms.certificate.map(({ daysLeft, severity }) => ({
    id: `endpoint/${endpoint.id}/certificate-${daysLeft}d`,
    region,
    severity,
    subject: { kind: 'endpoint', endpoint: endpoint.id, aspect: 'certificate' },
    title: `certificate of ${endpoint.title} expires in less than ${daysLeft} days`,
    meaning: `Renew the certificate of ${endpoint.title}: once it expires, clients refuse to connect and the endpoint is down.`,
    missingDataReason: 'keeps the state, because an endpoint that cannot be reached shows no certificate.',
    ...(endpoint.runbook === undefined ? {} : { runbook: endpoint.runbook }),
    rule: {
      queries: singleQuery(
        endpointMetric(namespace, 'CertificateDaysLeft', { endpoint: endpoint.id, location: first }),
        'Minimum',
        endpoint.everySeconds,
      ),
      comparison: 'LessThanThreshold',
      threshold: daysLeft,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      treatMissingData: 'ignore',
    },
    topic: topicOf(severity),
  }));
}
