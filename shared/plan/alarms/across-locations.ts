import type { MetricQuery } from '../../model/alarm.ts';
import type { MetricId } from '../../model/metric.ts';

interface Question {
  /** The metric at one location. */
  readonly metricAt: (location: string) => MetricId;
  readonly stat: string;
  readonly periodSeconds: number;
  /** A condition on one location's series that is 1 where it is bad, e.g. `m1 > 800`. */
  readonly badWhere: (id: string) => string;
  readonly label: string;
}

/**
 * Queries that count the locations at which something is bad. Sums of series treat missing values as 0
 * (using-metric-math.html), so a location that does not report votes for nobody.
 */
export function countLocations(locations: readonly string[], question: Question): readonly MetricQuery[] {
  const { metricAt, stat, periodSeconds, badWhere, label } = question;
  const ids = locations.map((_, index) => `m${index + 1}`);
  const series = locations.map(
    (location, index): MetricQuery => ({
      kind: 'stat',
      id: ids[index] ?? '',
      metric: metricAt(location),
      stat,
      periodSeconds,
      returnData: false,
    }),
  );
  const expression = ids.map(badWhere).join(' + ');
  return [...series, { kind: 'expression', id: 'locations', expression, label, periodSeconds, returnData: true }];
}

/** The one query of an alarm that looks at one location. */
export function singleQuery(metric: MetricId, stat: string, periodSeconds: number): readonly MetricQuery[] {
  return [{ kind: 'stat', id: 'm1', metric, stat, periodSeconds, returnData: true }];
}

/** How many of n locations must agree where the definition does not say: more than half. */
export function majorityOf(locations: number): number {
  return Math.floor(locations / 2) + 1;
}
