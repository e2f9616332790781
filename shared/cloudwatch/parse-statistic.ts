const basicStatistics = ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'] as const;

/** Which values a trimmed statistic keeps: above `from`, up to and including `to`, by rank or by value. */
export interface StatisticRange {
  readonly by: 'percent' | 'value';
  readonly from: number;
  readonly to: number;
}

/** A CloudWatch statistic, read from its text (Statistics-definitions.html). */
export type Statistic =
  | { readonly kind: (typeof basicStatistics)[number] }
  | { readonly kind: 'percentile'; readonly percent: number }
  | {
      readonly kind: 'trimmedMean' | 'trimmedCount' | 'trimmedSum' | 'winsorizedMean';
      readonly range: StatisticRange;
    }
  | { readonly kind: 'percentileRank'; readonly from: number; readonly to: number };

/** A statistic, or why the text is none. */
export type StatisticResult =
  | { readonly ok: true; readonly statistic: Statistic }
  | { readonly ok: false; readonly problem: string };

const rangedKinds = {
  tm: 'trimmedMean',
  tc: 'trimmedCount',
  ts: 'trimmedSum',
  wm: 'winsorizedMean',
} as const;

const shortForm = /^(p|tm|tc|ts|wm)(\d+(?:\.\d{1,10})?)$/;
const rangeForm = /^(TM|TC|TS|WM|PR)\((?:(\d+(?:\.\d+)?)(%?))?:(?:(\d+(?:\.\d+)?)(%?))?\)$/;

/**
 * Reads a statistic such as `Average`, `p99.9`, `tm90`, `IQM`, `TM(10%:90%)` or `PR(:300)`; names are case-sensitive,
 * as CloudWatch's are.
 */
export function parseStatistic(text: string): StatisticResult {
  const basic = basicStatistics.find((name) => name === text);
  if (basic !== undefined) return { ok: true, statistic: { kind: basic } };
  if (text === 'IQM') return { ok: true, statistic: trimmed('trimmedMean', 25, 75) };
  const short = shortForm.exec(text);
  if (short !== null) return shortStatistic(text, short[1] ?? '', Number(short[2]));
  const range = rangeForm.exec(text);
  if (range !== null) return rangeStatistic(text, range);
  const lowered = text.toLowerCase();
  const meant = [...basicStatistics, 'IQM'].find((name) => name.toLowerCase() === lowered);
  return refuse(
    text,
    meant === undefined
      ? 'it is none of CloudWatch\'s, must be SampleCount, Sum, Average, Minimum, Maximum, IQM, one like "p95" or "tm90", or a range like "TM(10%:90%)" or "PR(:300)"'
      : `case matters, must be "${meant}"`,
  );
}

function shortStatistic(text: string, prefix: string, percent: number): StatisticResult {
  if (percent > 100) return refuse(text, `the percentage is ${percent}, must be 0 to 100`);
  if (prefix === 'p') return { ok: true, statistic: { kind: 'percentile', percent } };
  return { ok: true, statistic: trimmed(rangedKinds[prefix as keyof typeof rangedKinds], 0, percent) };
}

function rangeStatistic(text: string, match: RegExpExecArray): StatisticResult {
  const [, name = '', fromText, fromPercent, toText, toPercent] = match;
  if (fromText === undefined && toText === undefined) return refuse(text, 'it has no bound, must have one or two');
  if (fromText !== undefined && toText !== undefined && fromPercent !== toPercent) {
    return refuse(text, 'one bound has "%" and one has not, must be two percentages or two values');
  }
  const by = (fromPercent ?? '') + (toPercent ?? '') === '' ? 'value' : 'percent';
  const from = fromText === undefined ? (by === 'percent' ? 0 : Number.NEGATIVE_INFINITY) : Number(fromText);
  const to = toText === undefined ? (by === 'percent' ? 100 : Number.POSITIVE_INFINITY) : Number(toText);
  if (by === 'percent' && Math.max(from, to) > 100) {
    return refuse(text, `the percentage is ${Math.max(from, to)}, must be 0 to 100`);
  }
  if (from >= to) return refuse(text, 'the first bound is not below the second, must be');
  if (name !== 'PR') {
    const kind = rangedKinds[name.toLowerCase() as keyof typeof rangedKinds];
    return { ok: true, statistic: { kind, range: { by, from, to } } };
  }
  if (by === 'percent') return refuse(text, 'a percentile rank has percentages as bounds, must have values');
  return { ok: true, statistic: { kind: 'percentileRank', from, to } };
}

function trimmed(kind: (typeof rangedKinds)[keyof typeof rangedKinds], from: number, to: number): Statistic {
  return { kind, range: { by: 'percent', from, to } };
}

function refuse(text: string, reason: string): StatisticResult {
  return { ok: false, problem: `Cannot read statistic "${text}": ${reason}` };
}
