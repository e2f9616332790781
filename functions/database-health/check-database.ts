import type { PlannedDatabase } from '../../shared/plan/plan.ts';
import type { DatabaseConnector } from '../../shared/ports/database.ts';
import type { PausedClusters } from '../../shared/ports/paused-clusters.ts';
import type { StateStore } from '../../shared/ports/state-store.ts';
import { type HealthState, readHealthState } from '../../shared/postgres/health-state.ts';
import { type HealthWindow, makeHealthWindow } from '../../shared/postgres/health-window.ts';
import { nextState } from '../../shared/postgres/next-state.ts';
import { type CheckedDatabase, type CheckOrder, concludeCheck, lacksCulprit } from './conclude-check.ts';
import { awake, type PauseMemory, rememberPause, shouldStaySilent } from './pause-policy.ts';
import { type TakenSamples, takeSamples } from './take-samples.ts';

/** What a run needs of the world around it. */
export interface CheckPorts {
  readonly connector: DatabaseConnector;
  readonly state: StateStore;
  readonly paused: PausedClusters;
}

/** What is stored of one database. */
interface StoredMemory {
  readonly health: HealthState;
  readonly pause: PauseMemory;
  /** Scheduled time of the newest look at objects, in epoch milliseconds; 0 before the first. */
  readonly lookedAtMs: number;
}

/** A database that was not looked at for this long begins anew. */
const rememberedMs = 14 * 86_400_000;

export const stateKey = (database: string): string => `database/${database}`;

function readMemory(stored: unknown): StoredMemory {
  const { health, pause, lookedAtMs } = (stored ?? {}) as Partial<StoredMemory>;
  return { health: readHealthState(health), pause: pause ?? awake, lookedAtMs: lookedAtMs ?? 0 };
}

/** Looks at one database: samples, what they mean against the ones before, findings. Never rejects. */
export async function checkDatabase(order: CheckOrder, ports: CheckPorts): Promise<CheckedDatabase> {
  const { database, part, atMs } = order;
  const { spec } = database;
  const remembered = await recall(database.id, ports.state);
  const { health: before, pause } = remembered.memory;
  const silent = await shouldStaySilent(spec, { memory: pause, nowMs: atMs, paused: ports.paused });
  const taken: TakenSamples = silent
    ? { run: { atMs, paused: true }, notes: [] }
    : await takeSamples({ spec, part, atMs, before }, ports.connector);
  const functionTargetsMs = Object.fromEntries(database.functions.map(({ name, targetMs }) => [name, targetMs]));
  const window = makeHealthWindow(taken.run, { before, functionTargetsMs });
  const forgot = order.remember ? await remember(database, { window, remembered }, ports.state) : undefined;
  const troubles = [remembered.trouble, forgot].flatMap((trouble) => trouble ?? []);
  const checked = concludeCheck(order, window, { taken, troubles });
  const isStale = atMs - remembered.memory.lookedAtMs > staleLookMs;
  if (!order.remember || part !== 'pulse' || !isStale || !lacksCulprit(checked)) return checked;
  const suspects = await lookForSuspects(order, ports);
  return concludeCheck(order, { ...window, before: { ...before, suspects } }, { taken, troubles });
}

/** Older than this, a look at objects knows nothing of what has just begun. */
const staleLookMs = 120_000;

/**
 * Looks at objects and statements out of turn: a number that has just become bad needs its culprit now, not at the next look
 * in up to ten minutes.
 */
async function lookForSuspects(order: CheckOrder, ports: CheckPorts): Promise<HealthState['suspects']> {
  await checkDatabase({ ...order, part: 'objects' }, ports);
  return (await recall(order.database.id, ports.state)).memory.health.suspects;
}

interface Recalled {
  readonly memory: StoredMemory;
  readonly version: number | undefined;
  readonly trouble?: string;
}

/** What earlier runs left; without it, rates are unknown for one run, and the rest is judged all the same. */
async function recall(database: string, state: StateStore): Promise<Recalled> {
  try {
    const stored = await state.read(stateKey(database));
    return { memory: readMemory(stored?.value), version: stored?.version };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { memory: readMemory(undefined), version: undefined, trouble: why };
  }
}

/** Stores what this run leaves. Where another run was first, the newer state is joined with this run's samples, once. */
async function remember(
  database: PlannedDatabase,
  { window, remembered }: { readonly window: HealthWindow; readonly remembered: Recalled },
  state: StateStore,
): Promise<string | undefined> {
  if (remembered.trouble !== undefined) return undefined;
  const { spec, id } = database;
  const { pulse, atMs } = window;
  const expiresAtMs = atMs + rememberedMs;
  const valueAfter = (health: HealthState, memory: StoredMemory): StoredMemory => ({
    health,
    pause: rememberPause(spec, { memory: memory.pause, pulse, nowMs: atMs }),
    lookedAtMs: window.objects === undefined ? memory.lookedAtMs : atMs,
  });
  try {
    const key = stateKey(id);
    const value = valueAfter(nextState(window), remembered.memory);
    if (await state.write(key, { value, after: remembered.version, expiresAtMs })) return undefined;
    const newer = await recall(id, state);
    const rejoined = makeHealthWindow(window, { before: newer.memory.health });
    const again = valueAfter(nextState(rejoined), newer.memory);
    await state.write(key, { value: again, after: newer.version, expiresAtMs });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
