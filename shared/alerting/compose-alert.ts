import type { AlarmNotification } from '../cloudwatch/alarm-notification.ts';
import { parseCloudWatchTime } from '../cloudwatch/cloudwatch-time.ts';
import type { AlertLink, AlertMessage } from '../model/alert-message.ts';
import type { AlertIngredients } from './alert-ingredients.ts';
import { describeEnd } from './describe-end.ts';
import { describeRule } from './describe-rule.ts';
import { formatMoment } from './format-moment.ts';
import { composeHeadline } from './headline.ts';
import { listProbeFacts } from './list-facts.ts';
import { type EvidenceQuote, quoteEvidence } from './quote-evidence.ts';
import { quoteFinding } from './quote-finding.ts';

/** What to say about one change of one alarm, before any channel gives it a form. Throws on a time that is none. */
export function composeAlert(ingredients: AlertIngredients): AlertMessage {
  const { notification, status, context, service, environment, timeZone } = ingredients;
  const changedAtMs = changeTime(notification);
  const sinceMs = status === 'firing' ? changedAtMs : ingredients.sinceMs;
  const lastedMs = sinceMs === undefined ? undefined : Math.max(0, changedAtMs - sinceMs);
  const title = status === 'firing' ? context.title : describeEnd(context, lastedMs);
  const head = { status, severity: context.severity, service, environment, title, changedAtMs, timeZone };
  const quote = quoteEvidence(ingredients);
  const found = quoteFinding(ingredients);
  return {
    ...head,
    key: `${service}/${environment}/${notification.AlarmName}`,
    headline: composeHeadline(head),
    ...explain(ingredients, quote ?? found),
    meaning: status === 'firing' ? context.meaning : '',
    facts: [
      ...(quote === undefined ? (found?.facts ?? []) : listProbeFacts(quote, ingredients)),
      ...listTimes(head, sinceMs, notification),
    ],
    links: listLinks(ingredients),
    alarmName: notification.AlarmName,
    ...(sinceMs === undefined ? {} : { sinceMs }),
  };
}

function changeTime({ StateChangeTime, AlarmName }: AlarmNotification): number {
  const timeMs = parseCloudWatchTime(StateChangeTime);
  if (timeMs !== undefined) return timeMs;
  throw new Error(
    `Cannot compose the alert of alarm "${AlarmName}": its change time is "${StateChangeTime}", must be an ISO 8601 time`,
  );
}

/** The words of the probe or of the finding where there are some, and the alarm's arithmetic behind them; otherwise CloudWatch's own words. */
function explain(
  { notification, status }: AlertIngredients,
  quote: Pick<EvidenceQuote, 'reason' | 'expected' | 'actual'> | undefined,
) {
  const condition = describeRule(notification);
  if (quote !== undefined) {
    const { reason, expected, actual } = quote;
    const rule = condition === '' ? notification.NewStateReason : `Alarm when ${condition}`;
    return { reason, rule, ...(expected === undefined || actual === undefined ? {} : { expected, actual }) };
  }
  if (condition === '') return { reason: notification.NewStateReason, rule: '' };
  const reason = status === 'firing' ? capitalise(condition) : `No longer true: ${condition}`;
  return { reason, rule: notification.NewStateReason };
}

const capitalise = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function listTimes(
  { status, changedAtMs, timeZone }: Pick<AlertMessage, 'status' | 'changedAtMs' | 'timeZone'>,
  sinceMs: number | undefined,
  { ActionExecutedAfterMuteWindow }: AlarmNotification,
): AlertMessage['facts'] {
  const moment = (timeMs: number) => formatMoment(timeMs, timeZone);
  return [
    ...(sinceMs === undefined ? [] : [{ label: status === 'firing' ? 'Since' : 'From', value: moment(sinceMs) }]),
    ...(status === 'firing' ? [] : [{ label: 'Until', value: moment(changedAtMs) }]),
    ...(ActionExecutedAfterMuteWindow === true
      ? [{ label: 'Held back', value: 'by a mute rule, until its window ended' }]
      : []),
  ];
}

/** A runbook is for an outage: the end of one does not send anybody there. */
function listLinks({ status, context, dashboardUrl, alarmUrl }: AlertIngredients): readonly AlertLink[] {
  const urls = [
    ['Runbook', status === 'firing' ? context.runbook : undefined],
    ['Dashboard', dashboardUrl],
    ['Alarm', alarmUrl],
  ] as const;
  return urls.flatMap(([label, url]) => (url === undefined ? [] : [{ label, url }]));
}
