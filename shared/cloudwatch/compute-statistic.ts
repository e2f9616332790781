import { parseStatistic, type Statistic, type StatisticRange } from './parse-statistic.ts';

/**
 * One statistic over the values of one period; undefined when there is no datapoint: no values, none in the range, or
 * a negative value under a percentile or trimmed statistic, which CloudWatch does not offer. Throws on an unknown
 * statistic.
 */
export function computeStatistic(stat: string, values: readonly number[]): number | undefined {
  const parsed = parseStatistic(stat);
  if (!parsed.ok) throw new Error(parsed.problem);
  return computeParsedStatistic(parsed.statistic, values);
}

/** `computeStatistic` for a statistic that was read before. */
export function computeParsedStatistic(statistic: Statistic, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  switch (statistic.kind) {
    case 'SampleCount':
      return values.length;
    case 'Sum':
      return sum(values);
    case 'Average':
      return sum(values) / values.length;
    case 'Minimum':
      return values.reduce((least, value) => Math.min(least, value));
    case 'Maximum':
      return values.reduce((greatest, value) => Math.max(greatest, value));
    default:
      return values.some((value) => value < 0) ? undefined : computeDistribution(statistic, values);
  }
}

type DistributionStatistic = Exclude<Statistic, { kind: 'SampleCount' | 'Sum' | 'Average' | 'Minimum' | 'Maximum' }>;

function computeDistribution(statistic: DistributionStatistic, values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort();
  switch (statistic.kind) {
    case 'percentile':
      return nearestRank(sorted, statistic.percent);
    case 'percentileRank': {
      const { from, to } = statistic;
      return (100 * sorted.filter((value) => value > from && value <= to).length) / sorted.length;
    }
    case 'trimmedMean': {
      const kept = keep(sorted, statistic.range);
      return kept.length === 0 ? undefined : sum(kept) / kept.length;
    }
    case 'trimmedCount':
      return keep(sorted, statistic.range).length;
    case 'trimmedSum':
      return sum(keep(sorted, statistic.range));
    case 'winsorizedMean':
      return sum(clampToRange(sorted, statistic.range)) / sorted.length;
  }
}

/**
 * The least value that at least `percent` of the values do not exceed. CloudWatch computes percentiles from a sketch it
 * does not document; the nearest rank is always a value that was really measured.
 */
function nearestRank(sorted: Float64Array, percent: number): number | undefined {
  const rank = Math.ceil((sorted.length * percent) / 100 - rounding);
  return sorted[Math.max(rank, 1) - 1];
}

/** Keeps `p` of `n` from moving to the next rank when `p × n` is not exact in binary. */
const rounding = 1e-9;

/** How many values a range by percent leaves out at either end: only those that lie wholly outside. */
function trimCounts(count: number, range: StatisticRange): { readonly low: number; readonly high: number } {
  return {
    low: Math.floor((count * range.from) / 100 + rounding),
    high: Math.floor((count * (100 - range.to)) / 100 + rounding),
  };
}

function keep(sorted: Float64Array, range: StatisticRange): Float64Array {
  if (range.by === 'value') return sorted.filter((value) => value > range.from && value <= range.to);
  const { low, high } = trimCounts(sorted.length, range);
  return sorted.subarray(low, sorted.length - high);
}

function clampToRange(sorted: Float64Array, range: StatisticRange): Float64Array {
  if (range.by === 'value') return sorted.map((value) => Math.min(Math.max(value, range.from), range.to));
  const { low, high } = trimCounts(sorted.length, range);
  const least = sorted[low] ?? 0;
  const greatest = sorted[Math.max(low, sorted.length - high - 1)] ?? 0;
  return sorted.map((value) => Math.min(Math.max(value, least), greatest));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
