import { weekBefore } from '../../shared/kpi/calendar.ts';
import { type LastWeek, needsLastWeek } from '../../shared/kpi/judge.ts';
import type { KpiSpec } from '../../shared/model/kpi.ts';
import { kpiValueMetric } from '../../shared/plan/kpi-metrics.ts';
import type { MetricHistory } from '../../shared/ports/metric-history.ts';
import type { Timer } from '../../shared/ports/timer.ts';

/** What looking back needs. */
export interface LookBack {
  readonly namespace: string;
  readonly history: MetricHistory;
  readonly timer: Timer;
  /** Epoch milliseconds at which the run was due. */
  readonly atMs: number;
}

/** History that takes longer is as good as none: it must not delay what is judged without it. */
export const historyLimitMs = 5_000;

/** A run may have been missed a week ago; the nearest value within this, or within an interval, will do. */
const toleranceLeastMs = 30 * 60_000;

const periodSeconds = 60;

/** The value of a week ago of every KPI that has an alert which compares with it now. Never rejects. */
export async function readLastWeeks(
  kpis: readonly KpiSpec[],
  lookBack: LookBack,
): Promise<ReadonlyMap<string, LastWeek>> {
  const asked = kpis.filter((kpi) => needsLastWeek(kpi, lookBack.atMs));
  return new Map(await Promise.all(asked.map(async (kpi) => [kpi.id, await readInTime(kpi, lookBack)] as const)));
}

async function readInTime(kpi: KpiSpec, lookBack: LookBack): Promise<LastWeek> {
  const done = new AbortController();
  const late = lookBack.timer
    .wait(historyLimitMs, done.signal)
    .then((): LastWeek => ({ problem: 'the value of a week ago was not read in time' }));
  try {
    return await Promise.race([readNearest(kpi, lookBack), late]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: `the value of a week ago could not be read: ${message}` };
  } finally {
    done.abort();
  }
}

async function readNearest(
  { id, everySeconds, timeZone }: KpiSpec,
  { namespace, history, atMs }: LookBack,
): Promise<LastWeek> {
  const wantedMs = weekBefore(atMs, timeZone);
  const toleranceMs = Math.max(toleranceLeastMs, everySeconds * 1_000);
  const points = await history.read({
    metric: kpiValueMetric(namespace, id),
    stat: 'Average',
    periodSeconds,
    fromMs: wantedMs - toleranceMs,
    toMs: wantedMs + toleranceMs + periodSeconds * 1_000,
  });
  const distanceMs = ({ timestampMs }: { readonly timestampMs: number }): number => Math.abs(timestampMs - wantedMs);
  const [nearest] = [...points].sort((one, other) => distanceMs(one) - distanceMs(other));
  return nearest === undefined
    ? { problem: 'there is no value of the same time a week ago' }
    : { value: nearest.value };
}
