import { smsSpendMetric } from '../aws-metrics.ts';
import { topicIds } from '../names.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/** From this percentage of the limit on, there is still time to have it raised. */
const warnedPercent = 80;

/**
 * Text messages of the account are about to exceed what they may cost in a month (USD): AWS stops sending then, and no error says
 * so. Of the home region only, where alerts are sent; limits hold per region.
 */
export function smsSpend(monthlyLimitUsd: number, { region }: AlarmContext): AlarmDraft {
  return {
    id: 'sms/spend',
    region,
    severity: 'warning',
    subject: { kind: 'sms' },
    title: `text messages reach ${warnedPercent} % of their monthly limit`,
    meaning:
      `Beyond ${monthlyLimitUsd} USD in ${region} AWS stops sending SMS until the month is over, and says so nowhere. ` +
      'Have the limit raised, and write it into smsMonthlyLimitUsd.',
    missingDataReason: 'keeps the state, because money that is spent stays spent where nobody texts.',
    rule: {
      queries: singleQuery(smsSpendMetric, 'Maximum', 300),
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: (monthlyLimitUsd * warnedPercent) / 100,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: 'ignore',
    },
    topic: topicIds.watcher(region),
  };
}
