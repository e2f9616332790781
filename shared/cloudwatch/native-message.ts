import type { AlarmNotification, AlarmTrigger, MathTrigger, MetricTrigger } from './alarm-notification.ts';
import { formatEmailTime, parseCloudWatchTime } from './cloudwatch-time.ts';
import { alarmConsoleUrl } from './console-links.ts';
import { formatDouble } from './format-double.ts';

/** SNS cuts no subject: CloudWatch keeps it within 100 characters itself. */
const maxSubjectLength = 100;

/** CloudWatch gives the alarm's name at most this much room in an SMS. */
const maxSmsNameLength = 90;

/**
 * The whole SMS that SNS sends for an alarm when nobody else writes one: `ALARM: "web down" in EU (Frankfurt)`; no
 * reason and no value. This text and the email's are known from captures, not from AWS's documentation.
 */
export function nativeSmsText(notification: AlarmNotification): string {
  return heading(notification, maxSmsNameLength);
}

/** The subject of CloudWatch's email, at most 100 characters: a long alarm name is cut. */
export function nativeEmailSubject(notification: AlarmNotification): string {
  const { NewStateValue, Region } = notification;
  return heading(notification, maxSubjectLength - `${NewStateValue}: "" in ${asciiOnly(Region)}`.length);
}

/** The text of CloudWatch's email. */
export function nativeEmailBody(notification: AlarmNotification): string {
  const { AlarmName, NewStateValue, NewStateReason, Region, Trigger } = notification;
  const changedAtMs = parseCloudWatchTime(notification.StateChangeTime);
  const changedAt = changedAtMs === undefined ? notification.StateChangeTime : formatEmailTime(changedAtMs);
  return [
    `You are receiving this email because your Amazon CloudWatch Alarm "${AlarmName}" in the ${Region} region has entered the ${NewStateValue} state, because "${NewStateReason}" at "${changedAt}".`,
    '',
    'View this alarm in the AWS Management Console:',
    consoleUrl(notification),
    '',
    'Alarm Details:',
    detail('Name', AlarmName),
    detail('Description', notification.AlarmDescription ?? ''),
    detail('State Change', `${notification.OldStateValue} -> ${NewStateValue}`),
    detail('Reason for State Change', NewStateReason),
    detail('Timestamp', changedAt),
    detail('AWS Account', notification.AWSAccountId),
    detail('Alarm Arn', notification.AlarmArn),
    '',
    ...(Trigger === undefined ? [] : triggerLines(Trigger)),
    'State Change Actions:',
    actions('OK', notification.OKActions),
    actions('ALARM', notification.AlarmActions),
    actions('INSUFFICIENT_DATA', notification.InsufficientDataActions),
    '',
  ].join('\n');
}

/** The page of an alarm in the AWS console; without an ARN the region is left to the reader's session. */
export function consoleUrl({ AlarmArn, AlarmName }: Pick<AlarmNotification, 'AlarmArn' | 'AlarmName'>): string {
  const region = AlarmArn.split(':')[3] ?? '';
  return alarmConsoleUrl(/^[a-z0-9-]+$/.test(region) ? region : undefined, AlarmName.toWellFormed());
}

function heading({ AlarmName, NewStateValue, Region }: AlarmNotification, maxNameLength: number): string {
  const name = asciiOnly(AlarmName);
  const fitting = name.length > maxNameLength ? `${name.slice(0, Math.max(maxNameLength - 3, 0))}...` : name;
  return `${NewStateValue}: "${fitting}" in ${asciiOnly(Region)}`;
}

/** CloudWatch puts one underscore for each run of characters that are not printable ASCII. */
function asciiOnly(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, '_');
}

function detail(label: string, value: string): string {
  return `${`- ${label}:`.padEnd(30)}${value}`.trimEnd();
}

function actions(state: string, arns: readonly string[]): string {
  return arns.length === 0 ? `- ${state}:` : `- ${state}: [${arns.join(', ')}]`;
}

function triggerLines(trigger: AlarmTrigger): readonly string[] {
  const { ComparisonOperator, Threshold, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods, Period } = trigger;
  const limit = Threshold === undefined ? '' : ` ${formatDouble(Threshold)}`;
  return [
    'Threshold:',
    `- The alarm is in the ALARM state when the metric is ${ComparisonOperator}${limit} for at least ${DatapointsToAlarm} of the last ${EvaluationPeriods} period(s) of ${Period} seconds.`,
    '',
    ...('Metrics' in trigger ? mathLines(trigger) : metricLines(trigger)),
    '',
  ];
}

function metricLines(trigger: MetricTrigger): readonly string[] {
  const dimensions = trigger.Dimensions.map(({ name, value }) => `[${name} = ${value}]`);
  return [
    'Monitored Metric:',
    metricDetail('MetricNamespace', trigger.Namespace),
    metricDetail('MetricName', trigger.MetricName),
    metricDetail('Dimensions', dimensions.join(' ')),
    metricDetail('Period', `${trigger.Period} seconds`),
    metricDetail('Statistic', statisticName(trigger)),
    metricDetail('Unit', trigger.Unit ?? 'not specified'),
    metricDetail('TreatMissingData', trigger.TreatMissingData),
    '',
  ];
}

function metricDetail(label: string, value: string): string {
  return `${`- ${label}:`.padEnd(39)}${value}`.trimEnd();
}

/** Statistics are written `AVERAGE` in the notification and `Average` in the email. */
function statisticName({ Statistic, ExtendedStatistic }: MetricTrigger): string {
  const names = ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'];
  return names.find((name) => name.toUpperCase() === Statistic) ?? ExtendedStatistic ?? Statistic ?? '';
}

function mathLines(trigger: MathTrigger): readonly string[] {
  const returned = trigger.Metrics.filter((query) => query.ReturnData);
  return [
    'Monitored Metrics:',
    ...returned.flatMap(({ Expression, Label }) => [
      ...(Expression === undefined ? [] : [detail('MetricExpression', Expression)]),
      ...(Label === undefined ? [] : [detail('MetricLabel', Label)]),
    ]),
  ];
}
