import type { Phases, ProbeResult } from '../../../shared/model/probe-result.ts';
import type { ChartLine } from './chart-model.ts';
import type { Values } from './stack.ts';

/** Probe results as the columns of a chart. */
export interface ResultLines {
  readonly timestampsMs: readonly number[];
  readonly latency: ChartLine;
  /** In the order of time; phases that no result has are left out. */
  readonly phases: readonly ChartLine[];
}

const phaseLines = [
  { key: 'dnsMs', label: 'DNS', color: '--line-5' },
  { key: 'connectMs', label: 'Connect', color: '--line-2' },
  { key: 'tlsMs', label: 'TLS', color: '--line-4' },
  { key: 'waitMs', label: 'Wait', color: '--line-1' },
  { key: 'transferMs', label: 'Transfer', color: '--line-3' },
] as const satisfies readonly { readonly key: keyof Phases; readonly label: string; readonly color: string }[];

/** Columns of results (oldest first). Latency has a gap where no answer came, and all have one where results are missing. */
export function linesOfResults(results: readonly ProbeResult[], everySeconds: number): ResultLines {
  const rows = withGaps(results, everySeconds * 1_000);
  const column = (read: (result: ProbeResult) => number | undefined): Values =>
    rows.map(({ result }) => (result && read(result)) ?? null);
  const phases = phaseLines.map(({ key, label, color }): ChartLine => {
    const values = column(({ phases }) => phases[key]);
    return { id: key, label, color, unit: 'Milliseconds', values };
  });
  const latency = column((result) => (answered(result) ? result.phases.totalMs : undefined));
  return {
    timestampsMs: rows.map(({ atMs }) => atMs),
    latency: { id: 'latency', label: 'Latency', color: '--line-1', unit: 'Milliseconds', values: latency },
    phases: phases.filter(({ values }) => values.some((value) => value !== null)),
  };
}

/** Whether there was an answer whose time means something; the same rule as the Latency metric. */
export function answered({ outcome }: ProbeResult): boolean {
  return outcome === 'up' || outcome === 'degraded';
}

function withGaps(
  results: readonly ProbeResult[],
  turnMs: number,
): readonly { readonly atMs: number; readonly result?: ProbeResult }[] {
  return results.flatMap((result, index) => {
    const row = { atMs: result.startedAtMs, result };
    const before = results[index - 1];
    const isGap = before !== undefined && result.startedAtMs - before.startedAtMs > 2.5 * turnMs;
    return isGap ? [{ atMs: before.startedAtMs + turnMs }, row] : [row];
  });
}
