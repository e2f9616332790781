import type { MetricId } from '../../shared/model/metric.ts';
import type { ReportedEndpoint } from '../../shared/plan/report-config.ts';
import type { MetricHistory } from '../../shared/ports/metric-history.ts';
import { type LocationSeries, measureUptime } from '../../shared/reports/measure-uptime.ts';
import type { ReportPeriod, ReportPeriods } from '../../shared/reports/period-of.ts';
import type { ReportPart, UptimeLine } from '../../shared/reports/report-model.ts';
import { mapAtMost } from './at-most.ts';
import { stepSeconds } from './metric-step.ts';
import { reasonOf } from './report-ports.ts';

/** CloudWatch allows 50 calls of GetMetricData a second. */
export const mostReadsAtOnce = 6;

/** How every endpoint did. An endpoint whose metrics cannot be read is listed without numbers, and told of. Never rejects. */
export async function readUptime(
  endpoints: readonly ReportedEndpoint[],
  periods: ReportPeriods,
  history: MetricHistory,
): Promise<ReportPart> {
  const read = await mapAtMost(mostReadsAtOnce, endpoints, (endpoint) => readOne(endpoint, periods, history));
  const failed = read.filter(({ problem }) => problem !== undefined);
  const [first] = failed;
  const problems =
    first === undefined
      ? []
      : [`Uptime is unknown for ${failed.length} of ${endpoints.length} endpoints: ${first.problem}`];
  return { kind: 'uptime', problems, endpoints: read.map(({ line }) => line) };
}

interface ReadLine {
  readonly line: UptimeLine;
  readonly problem?: string;
}

async function readOne(
  { id, title, down, everySeconds }: ReportedEndpoint,
  { period, before }: ReportPeriods,
  history: MetricHistory,
): Promise<ReadLine> {
  const readAll = (span: ReportPeriod) => Promise.all(down.map((metric) => readLocation(metric, span, history)));
  try {
    const [now, earlier] = [await readAll(period), await readAll(before)];
    const { uptimePercent: beforePercent } = measureUptime(earlier, { period: before, everySeconds });
    const measured = measureUptime(now, { period, everySeconds });
    return { line: { id, title, ...measured, ...(beforePercent === undefined ? {} : { beforePercent }) } };
  } catch (error) {
    const unknown = measureUptime([], { period, everySeconds });
    return { line: { id, title, ...unknown }, problem: reasonOf(error) };
  }
}

async function readLocation(metric: MetricId, span: ReportPeriod, history: MetricHistory): Promise<LocationSeries> {
  const read = (stat: string) => history.read({ metric, stat, periodSeconds: stepSeconds(span), ...span });
  const [down, runs] = await Promise.all([read('Average'), read('SampleCount')]);
  return { down, runs };
}
