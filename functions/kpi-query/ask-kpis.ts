import { untilTimeIsUp } from '../../shared/jobs/until-time-is-up.ts';
import { askDatabase } from '../../shared/kpi/ask-database.ts';
import { askHttp } from '../../shared/kpi/ask-http.ts';
import { badReading, type KpiReading, outOfTime } from '../../shared/kpi/reading.ts';
import type { DatabaseSpec } from '../../shared/model/database.ts';
import type { KpiSpec } from '../../shared/model/kpi.ts';
import type { DatabaseConnector } from '../../shared/ports/database.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import { maskSecrets } from '../../shared/probes/assertions/excerpt.ts';
import type { ProbeContext } from '../../shared/probes/probe.ts';

/** What asking needs of the world around it. */
export interface AskKpisParts {
  /** Name servers, secrets and clocks of HTTP requests; its `now` may be compressed. */
  readonly context: Omit<ProbeContext, 'signal'>;
  readonly connector: DatabaseConnector;
  /** Real time as epoch milliseconds: what databases stamp their rows with. */
  readonly realNow: () => number;
  /** Waits in real time. */
  readonly timer: Timer;
}

/** What asking for one KPI brought. */
export interface KpiAnswer {
  readonly reading: KpiReading;
  readonly tookMs: number;
}

/** Queries at once per database: numbers are not worth its connections. */
export const lanesPerPlace = 2;

/**
 * Asks for all KPIs and returns one answer for each, in their order, within `budgetMs` and a moment: different places at the same
 * time, those of one place at most two at once. What has no answer by then is out of time, never left out.
 */
export async function askKpis(
  kpis: readonly KpiSpec[],
  {
    databases,
    budgetMs,
    ...parts
  }: AskKpisParts & { readonly databases: readonly DatabaseSpec[]; readonly budgetMs: number },
): Promise<readonly KpiAnswer[]> {
  const { exactNow } = parts.context.clock;
  const answers = new Map<string, KpiAnswer>();

  /** Lanes of one place share a queue. */
  async function workOff(queue: Iterable<KpiSpec>, signal: AbortSignal): Promise<void> {
    for (const kpi of queue) {
      if (signal.aborted) return;
      const startedMs = exactNow();
      const reading = await askOne(kpi, { ...parts, databases, signal });
      answers.set(kpi.id, { reading, tookMs: exactNow() - startedMs });
    }
  }

  const askAll = (timeUp: AbortSignal) => {
    const lanes = [...Map.groupBy(kpis, placeOf).values()].flatMap((group) => {
      const queue = group.values();
      return Array.from({ length: lanesPerPlace }, () => workOff(queue, timeUp));
    });
    return Promise.all(lanes);
  };
  await untilTimeIsUp(askAll, { budgetMs, timer: parts.timer });
  return kpis.map(({ id }) => answers.get(id) ?? { reading: outOfTime, tookMs: 0 });
}

const placeOf = ({ source }: KpiSpec): string =>
  source.kind === 'sql' ? `database ${source.database}` : new URL(source.url).origin;

type OneContext = AskKpisParts & { readonly databases: readonly DatabaseSpec[]; readonly signal: AbortSignal };

/** Never rejects: what breaks here is our own fault. */
async function askOne(kpi: KpiSpec, context: OneContext): Promise<KpiReading> {
  try {
    const reading = await askSource(kpi, context);
    const wasCut = context.signal.aborted && reading.kind === 'failed' && reading.isOurs;
    return wasCut ? outOfTime : reading;
  } catch (error) {
    const message = maskSecrets(error instanceof Error ? error.message : String(error));
    return { ...badReading(`The query itself failed: ${message}`), isOurs: true };
  }
}

async function askSource(
  kpi: KpiSpec,
  { context, connector, databases, timer, realNow, signal }: OneContext,
): Promise<KpiReading> {
  const { source } = kpi;
  if (source.kind === 'http') return askHttp({ ...kpi, source }, { context: { ...context, signal }, realNow });
  const database = databases.find(({ id }) => id === source.database);
  if (database === undefined) {
    const reason = `Cannot query the database "${source.database}": this function does not know it`;
    return { ...badReading(reason), isOurs: true };
  }
  const { exactNow } = context.clock;
  return askDatabase({ ...kpi, source }, database, { connector, timer, exactNow, realNow, signal });
}
