import { composeHeadline } from '../../shared/alerting/headline.ts';
import type { AlertMessage } from '../../shared/model/alert-message.ts';
import {
  changedAtMs,
  sampleAlert,
  sampleContext,
  sampleNotification,
  sampleResult,
  sampleTrigger,
} from './alert-samples.ts';

const slow = sampleNotification({
  AlarmName: 'shop-prod/endpoint/checkout/slow',
  NewStateReason:
    'Threshold Crossed: 3 out of the last 5 datapoints [2431.2 (13/01/26 13:02:00), 2380.0 (13/01/26 13:01:00), 1904.7 (13/01/26 12:59:00)] were greater than the threshold (800.0) (minimum 3 datapoints for OK -> ALARM transition).',
  Trigger: sampleTrigger({
    MetricName: 'Latency',
    Statistic: 'AVERAGE',
    EvaluationPeriods: 5,
    DatapointsToAlarm: 3,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 800,
  }),
});

const certificate = sampleNotification({
  AlarmName: 'shop-prod/endpoint/web/certificate-7d',
  NewStateReason:
    'Threshold Crossed: 2 out of the last 2 datapoints [6.92 (13/01/26 13:00:00), 6.96 (13/01/26 12:00:00)] were less than the threshold (7.0) (minimum 2 datapoints for OK -> ALARM transition).',
  Trigger: sampleTrigger({
    MetricName: 'CertificateDaysLeft',
    Statistic: 'MINIMUM',
    Period: 3600,
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 7,
  }),
});

const resolved = sampleNotification({
  NewStateValue: 'OK',
  OldStateValue: 'ALARM',
  NewStateReason:
    'Threshold Crossed: 1 out of the last 2 datapoints [0.0 (13/01/26 13:14:00)] was not greater than or equal to the threshold (1.0) (minimum 1 datapoint for ALARM -> OK transition).',
  StateChangeTime: '2026-01-13T13:15:12.345+0000',
});

const minuteMs = 60_000;

/** What is told later about the sample alert, under the key of its incident. */
function retold(change: Partial<AlertMessage>, from: AlertMessage = sampleAlert()): AlertMessage {
  const message = { ...from, key: 'k3v9x2m4q7ta', ...change };
  return { ...message, headline: composeHeadline(message) };
}

const acknowledgeLink = {
  label: 'Acknowledge',
  url: 'https://act.shop.example/i/k3v9x2m4q7ta?exp=1768312992&sig=AAECAwQFBgcICQoLDA0ODw',
} as const;

const { expected: _expected, actual: _actual, sinceMs: _since, ...bare } = sampleAlert();

const laterStories = {
  'not-acknowledged': retold({
    toldAtMs: changedAtMs + 10 * minuteMs,
    note: 'not acknowledged for 10 minutes',
    mentions: ['U012ABCDEF'],
    owner: 'Team Platform',
    links: [acknowledgeLink, ...bare.links],
    items: [
      'checkout is down from eu-central-1 and from us-east-1',
      'orders of the last hour are below what they should be',
      'reports had no result for 15 minutes',
    ],
    runbookSteps: [
      { text: 'Look at the errors of the last minutes', run: 'aws logs tail /shop/web --since 10m' },
      { text: 'If the last deploy is at fault, roll it back', run: 'kubectl rollout undo deployment/web' },
      { text: 'Tell support what to expect' },
    ],
  }),
  acknowledged: retold({
    status: 'acknowledged',
    toldAtMs: changedAtMs + 12 * minuteMs,
    note: 'Ada Lovelace takes care of it',
  }),
  drill: retold({ isDrill: true, links: [acknowledgeLink, ...bare.links] }),
  digest: retold(
    {
      key: 'info-1768554000000',
      status: 'summary',
      severity: 'warning',
      title: '3 alerts, 1 still open',
      toldAtMs: Date.parse('2026-01-16T09:00:00Z'),
      reason: 'Those that are open are told again when they are over',
      rule: '',
      meaning: '',
      facts: [],
      links: [],
      alarmName: '',
      items: [
        'Thu 22:10, still open: certificate of web expires in less than 30 days',
        'Wed 03:12 to 03:40 (28 minutes): checkout is slow, came back twice',
        'Tue 14:03 to 14:15 (12 minutes): search is slow',
      ],
    },
    bare,
  ),
} as const satisfies Readonly<Record<string, AlertMessage>>;

/** What the shop's channels are told in a bad week: every kind of alert of an endpoint and of news about one, as a whole message. */
export const alertStories = {
  ...laterStories,
  'endpoint-down': sampleAlert(),
  'endpoint-slow': sampleAlert({
    notification: slow,
    context: {
      severity: 'warning',
      subject: { kind: 'endpoint', endpoint: 'checkout', aspect: 'slow' },
      title: 'checkout is slow',
      meaning: 'checkout took longer than 800ms in 3 of the last 5 probes.',
      runbook: 'https://wiki.shop.example/runbooks/checkout-slow',
    },
    evidence: sampleResult({
      endpoint: 'checkout',
      target: 'https://shop.example/checkout',
      outcome: 'degraded',
      reason: 'Answered in 2,431 ms, slower than 800 ms',
      checks: [
        { check: 'status', level: 'passed', expected: 'status 200', actual: 'status 200' },
        { check: 'latency', level: 'degraded', expected: 'at most 800 ms', actual: '2,431 ms' },
      ],
      phases: { dnsMs: 2.1, connectMs: 11.4, tlsMs: 24.9, waitMs: 2_301.3, transferMs: 91.5, totalMs: 2_431.2 },
      statusCode: 200,
    }),
  }),
  'certificate-7-days': sampleAlert({
    notification: certificate,
    context: {
      severity: 'critical',
      subject: { kind: 'endpoint', endpoint: 'web', aspect: 'certificate' },
      title: 'certificate of web expires in less than 7 days',
      meaning: 'Renew the certificate of web: once it expires, clients refuse to connect and the endpoint is down.',
      runbook: 'https://wiki.shop.example/runbooks/certificate',
    },
    evidence: sampleResult({
      outcome: 'degraded',
      reason: 'The certificate has 6 days left, fewer than 30 days',
      checks: [{ check: 'certificate', level: 'degraded', expected: 'at least 30 days', actual: '6 days left' }],
      statusCode: 200,
      certificate: {
        subject: 'shop.example',
        issuer: 'Example Trust R3',
        validFrom: '2025-10-22T11:00:00.000Z',
        validTo: '2026-01-20T11:00:00.000Z',
        daysLeft: 6.92,
      },
    }),
  }),
  'resolved-after-12-minutes': sampleAlert({
    notification: resolved,
    status: 'resolved',
    context: sampleContext,
    sinceMs: Date.parse('2026-01-13T13:03:12.345Z'),
    evidence: sampleResult({
      outcome: 'up',
      reason: 'Up: status 200 in 87 ms, certificate valid for 61 days',
      checks: [{ check: 'status', level: 'passed', expected: 'status 2xx or 3xx', actual: 'status 200' }],
      phases: { dnsMs: 2.9, connectMs: 11.2, tlsMs: 23.8, waitMs: 48.1, transferMs: 0.7, totalMs: 86.7 },
      statusCode: 200,
      startedAtMs: Date.parse('2026-01-13T13:15:00.388Z'),
    }),
  }),
} as const satisfies Readonly<Record<string, AlertMessage>>;
