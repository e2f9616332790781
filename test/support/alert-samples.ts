import type { AlertContext } from '../../shared/alerting/alert-context.ts';
import type { AlertIngredients } from '../../shared/alerting/alert-ingredients.ts';
import { composeAlert } from '../../shared/alerting/compose-alert.ts';
import type { AlarmNotification, MetricTrigger } from '../../shared/cloudwatch/alarm-notification.ts';
import { alarmConsoleUrl, dashboardConsoleUrl } from '../../shared/cloudwatch/console-links.ts';
import type { ProbeResult } from '../../shared/model/probe-result.ts';

/** The moment at which the samples change state: 14:03:12 in Zurich. */
export const changedAtMs = Date.parse('2026-01-13T13:03:12.345Z');

const trigger: MetricTrigger = {
  MetricName: 'Down',
  Namespace: 'Watchkeeper/shop-prod',
  StatisticType: 'Statistic',
  Statistic: 'MAXIMUM',
  Unit: null,
  Dimensions: [
    { name: 'Endpoint', value: 'web' },
    { name: 'Location', value: 'eu-central-1' },
  ],
  Period: 60,
  EvaluationPeriods: 2,
  DatapointsToAlarm: 2,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  Threshold: 1,
  TreatMissingData: 'ignore',
  EvaluateLowSampleCountPercentile: '',
};

/** What an alarm's trigger is, with what a test changes about it. */
export function sampleTrigger(change: Partial<MetricTrigger> = {}): MetricTrigger {
  return { ...trigger, ...change };
}

/** CloudWatch's message that `web` went down, with what a test changes about it. */
export function sampleNotification(change: Partial<AlarmNotification> = {}): AlarmNotification {
  return {
    AlarmName: 'shop-prod/endpoint/web/down',
    AlarmDescription:
      '[critical] web is down.\nweb did not answer as agreed.\nRunbook: https://wiki.shop.example/runbooks/web-down',
    AWSAccountId: '111122223333',
    NewStateValue: 'ALARM',
    NewStateReason:
      'Threshold Crossed: 2 out of the last 2 datapoints [1.0 (13/01/26 13:02:00), 1.0 (13/01/26 13:01:00)] were greater than or equal to the threshold (1.0) (minimum 2 datapoints for OK -> ALARM transition).',
    StateChangeTime: '2026-01-13T13:03:12.345+0000',
    Region: 'EU (Frankfurt)',
    AlarmArn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-prod/endpoint/web/down',
    OldStateValue: 'OK',
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    Trigger: trigger,
    ...change,
  };
}

/** What the plan knows about the alarm of the sample notification. */
export const sampleContext: AlertContext = {
  severity: 'critical',
  subject: { kind: 'endpoint', endpoint: 'web', aspect: 'down' },
  title: 'web is down',
  meaning: 'web did not answer as agreed in 2 of the last 2 probes, retries included.',
  runbook: 'https://wiki.shop.example/runbooks/web-down',
};

/** A result of the probe of `web` that found status 503, with what a test changes about it. */
export function sampleResult(change: Partial<ProbeResult> = {}): ProbeResult {
  return {
    endpoint: 'web',
    kind: 'http',
    location: 'eu-central-1',
    target: 'https://shop.example/',
    outcome: 'down',
    reason: 'Expected status 2xx or 3xx, got 503',
    checks: [{ check: 'status', level: 'failed', expected: 'status 2xx or 3xx', actual: 'status 503' }],
    phases: { dnsMs: 3.2, connectMs: 11.8, tlsMs: 24.1, waitMs: 187.4, transferMs: 0.6, totalMs: 227.1 },
    errorBoundMs: 0.4,
    attempts: 1,
    address: '192.0.2.7',
    statusCode: 503,
    startedAtMs: Date.parse('2026-01-13T13:02:00.412Z'),
    ...change,
  };
}

/** A whole alert that `web` is down, with what a test changes about its ingredients. */
export function sampleAlert(change: Partial<AlertIngredients> = {}) {
  const notification = change.notification ?? sampleNotification();
  return composeAlert({
    notification,
    status: 'firing',
    context: sampleContext,
    evidence: sampleResult(),
    service: 'shop',
    environment: 'prod',
    timeZone: 'Europe/Zurich',
    dashboardUrl: dashboardConsoleUrl('eu-central-1', 'shop-prod-overview'),
    alarmUrl: alarmConsoleUrl('eu-central-1', notification.AlarmName),
    ...change,
  });
}
