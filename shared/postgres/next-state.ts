import { rememberBytesPerRow } from './bloated-tables.ts';
import { findSuspects } from './find-suspects.ts';
import type { HealthState, ObjectsMemory, PulseMemory, Reading, StatementsMemory } from './health-state.ts';
import type { HealthWindow } from './health-window.ts';
import { rememberIdleIndexes } from './idle-indexes.ts';
import { objectsEpoch, totalBytes } from './objects-change.ts';
import { rememberReplicas } from './replica-memory.ts';
import type { ObjectsSample, PulseSample, StatementsSample } from './sample.ts';
import { rememberWalPosition } from './wal-lag.ts';

const sizeEveryMs = 5 * 60_000;
const sizeHorizonMs = 2 * 3_600_000;
const textsEveryMs = 3_600_000;
const maxTextLength = 500;

/** What a run leaves to the next. Pure: the same window always leaves the same. */
export function nextState(window: HealthWindow): HealthState {
  const { failing: _, ...before } = window.before;
  return {
    ...before,
    ...afterFailure(window),
    ...(window.pulse && afterPulse(window, window.pulse)),
    ...(window.objects && afterObjects(window, window.objects)),
    ...(window.statements && afterStatements(window, window.statements)),
    suspects: findSuspects(window),
  };
}

/** Whether the next look at statements should ask for texts: at most hourly, and only where one is missing. */
export function wantsTexts({ statements, texts, textsReadAtMs }: HealthState, atMs: number): boolean {
  if (textsReadAtMs === undefined) return true;
  const isMissing = Object.keys(statements?.statements ?? {}).some((id) => texts[id] === undefined);
  return isMissing && atMs - textsReadAtMs >= textsEveryMs;
}

function afterFailure({ failure, before, atMs }: HealthWindow): Pick<HealthState, 'failing'> {
  if (failure === undefined) return {};
  const lasts = before.failing?.kind === failure.kind;
  return { failing: { kind: failure.kind, sinceMs: lasts ? before.failing.sinceMs : atMs } };
}

function afterPulse({ before, atMs }: HealthWindow, pulse: PulseSample): Partial<HealthState> {
  const isSameRole = before.pulse?.standby === pulse.standby;
  const serverMs = Math.round(pulse.takenAtSeconds * 1_000);
  const positions = isSameRole ? before.walPositions : [];
  return {
    ...(pulse.counters && { pulse: rememberPulse(pulse, pulse.counters) }),
    walPositions: pulse.walPosition === null ? [] : rememberWalPosition(positions, [serverMs, pulse.walPosition]),
    replicas: rememberReplicas(before.replicas, pulse, atMs),
    hasReceived: (isSameRole && before.hasReceived) || pulse.receiver?.receiving === true,
  };
}

function rememberPulse(pulse: PulseSample, counters: NonNullable<PulseSample['counters']>): PulseMemory {
  const { resetAt, ...counted } = counters;
  const { statements } = pulse;
  return {
    takenAtSeconds: pulse.takenAtSeconds,
    startedAt: pulse.startedAt,
    standby: pulse.standby,
    resetAt,
    counters: counted,
    sequentialScans: pulse.sequentialScans,
    statements: statements && { ...statements, resetAt: statements.resetAt ?? null },
    functions: Object.fromEntries(pulse.functions.map(({ oid, calls, totalMs }) => [oid, [calls, totalMs]])),
  };
}

function rememberSize(sizes: readonly Reading[], now: Reading): readonly Reading[] {
  const kept = sizes.filter(([atMs]) => atMs < now[0] && now[0] - atMs <= sizeHorizonMs);
  const last = kept.at(-1);
  return last !== undefined && now[0] - last[0] < sizeEveryMs ? kept : [...kept, now];
}

function afterObjects({ before, atMs }: HealthWindow, objects: ObjectsSample): Partial<HealthState> {
  const memory: ObjectsMemory = {
    takenAtSeconds: objects.takenAtSeconds,
    epoch: objectsEpoch(objects),
    tables: Object.fromEntries(
      objects.tableRows.map((table) => [
        table.oid,
        {
          sequentialScans: table.sequentialScans,
          sequentialRows: table.sequentialRows,
          blocksHit: table.blocksHit,
          blocksRead: table.blocksRead,
          bytes: totalBytes(table),
        },
      ]),
    ),
  };
  return {
    objects: memory,
    sizes: rememberSize(before.sizes, [atMs, objects.sizeBytes]),
    bestBytesPerRow: rememberBytesPerRow(before.bestBytesPerRow, objects.tableRows),
    idleIndexes: rememberIdleIndexes(before, objects, atMs),
  };
}

function afterStatements({ before, atMs }: HealthWindow, sample: StatementsSample): Partial<HealthState> {
  const rows = sample.statementRows;
  const memory: StatementsMemory = {
    takenAtSeconds: sample.takenAtSeconds,
    calls: sample.calls,
    totalMs: sample.totalMs,
    statements: Object.fromEntries(
      rows.map(({ id, calls, totalMs, blocksHit, blocksRead }) => [id, [calls, totalMs, blocksHit, blocksRead]]),
    ),
  };
  const texts = rows.flatMap(({ id, query }): [string, string][] => {
    const text = query ?? before.texts[id];
    return text === undefined ? [] : [[id, text.slice(0, maxTextLength)]];
  });
  const hasTexts = rows.some(({ query }) => query !== null);
  return { statements: memory, texts: Object.fromEntries(texts), ...(hasTexts && { textsReadAtMs: atMs }) };
}
