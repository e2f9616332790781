import { channelMetrics } from './channel-metrics.ts';
import { incidentMetrics } from './incident-metrics.ts';
import type { Plan } from './plan.ts';

/**
 * List prices a month in USD, without the free tier (aws.amazon.com/cloudwatch/pricing, aws.amazon.com/kms/pricing,
 * aws.amazon.com/secrets-manager/pricing; us-east-1).
 * What runs is left out: scheduler, Lambda and API calls of a batch cost cents.
 */
export const monthlyPrices = {
  /** Per name and set of dimensions, up to 10,000. */
  metric: 0.3,
  /** A metric is billed by the hour in which it has data: those of channels and incidents mostly in the one of the daily test. */
  rareMetric: 0.3 / 24,
  /** Per metric that an alarm of standard resolution reads. */
  alarmMetric: 0.1,
  key: 1,
  secret: 0.4,
  /** Beyond the account's first three. */
  dashboard: 3,
} as const;

/** Names of metrics that come with deliveries and incidents only. */
const rareMetrics: ReadonlySet<string> = new Set([...Object.keys(channelMetrics), ...Object.keys(incidentMetrics)]);

/** One line of an estimate. */
export interface CostLine {
  /** In the number of `count`: `key of encrypted topics` of one. */
  readonly what: string;
  readonly count: number;
  readonly usd: number;
}

/** What a plan costs a month by existing, in USD: the part of the bill that grows with the definition. */
export function estimateCost(plan: Plan): readonly CostLine[] {
  const alarmMetrics = plan.alarms.reduce(
    (sum, { rule }) => sum + rule.queries.filter(({ kind }) => kind === 'stat').length,
    0,
  );
  const rare = plan.metrics.filter(({ metric }) => rareMetrics.has(metric.name)).length;
  const keys = new Set(plan.topics.map(({ region }) => region)).size;
  const dashboards = Math.max(0, plan.dashboards.length - 3);
  const line = ([one, many]: readonly [string, string], count: number, price: number): CostLine => ({
    what: count === 1 ? one : many,
    count,
    usd: count * price,
  });
  return [
    line(['custom metric', 'custom metrics'], plan.metrics.length - rare, monthlyPrices.metric),
    line(['metric of channels and incidents', 'metrics of channels and incidents'], rare, monthlyPrices.rareMetric),
    line(['metric read by alarms', 'metrics read by alarms'], alarmMetrics, monthlyPrices.alarmMetric),
    line(['key of encrypted topics', 'keys of encrypted topics'], keys, monthlyPrices.key),
    line(['secret that signs links', 'secrets that sign links'], 1, monthlyPrices.secret),
    line(['dashboard beyond three', 'dashboards beyond three'], dashboards, monthlyPrices.dashboard),
  ];
}
