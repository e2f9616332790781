import { emptyHealthState, type HealthState } from '../../../shared/postgres/health-state.ts';
import { type HealthRun, type HealthWindow, makeHealthWindow } from '../../../shared/postgres/health-window.ts';
import { nextState } from '../../../shared/postgres/next-state.ts';
import type {
  IndexRow,
  ObjectsSample,
  PulseSample,
  SlowSession,
  StatementRow,
  StatementsSample,
  TableRow,
} from '../../../shared/postgres/sample.ts';

/** 2026-01-05, 10:00 UTC, when every story begins. */
export const startMs = Date.UTC(2026, 0, 5, 10);

const minuteMs = 60_000;

/** A healthy primary with a little traffic; takes what differs. */
export function pulseSample(changes: Partial<PulseSample> = {}): PulseSample {
  return {
    takenAtSeconds: startMs / 1_000,
    version: 180_004,
    database: 'shop',
    role: 'dbhealth',
    standby: false,
    aurora: false,
    startedAt: '1767520800.5',
    monitor: true,
    settings: { track_functions: 'pl' },
    extensions: {},
    connections: connections(),
    longestLockWaitSeconds: null,
    counters: counters(),
    sequentialScans: 1_000,
    statements: { calls: 10_000, totalMs: 50_000, resetAt: '1767520800' },
    wraparound: { xidAge: 50_000_000, mxidAge: 1_000, worstDatabase: 'shop' },
    prepared: { count: 0, oldestSeconds: null },
    receiver: null,
    auroraReplicas: null,
    walPosition: 5_000_000_000,
    slow: [],
    blocked: [],
    roots: [],
    peers: [
      { user: 'shop', application: 'api', state: 'idle', sessions: 8, longestSeconds: 12 },
      { user: 'shop', application: 'api', state: 'active', sessions: 2, longestSeconds: 0.1 },
    ],
    replicas: [],
    slots: [],
    functions: [],
    ...changes,
  };
}

export function connections(changes: Partial<PulseSample['connections']> = {}): PulseSample['connections'] {
  return {
    total: 10,
    inThisDatabase: 10,
    active: 2,
    idle: 8,
    idleInTransaction: 0,
    waitingForLock: 0,
    longestIdleSeconds: 12,
    longestIdleInTransactionSeconds: null,
    oldestTransactionSeconds: 0.1,
    longestQuerySeconds: 0.1,
    over1Second: 0,
    over10Seconds: 0,
    over60Seconds: 0,
    hidden: 0,
    max: 100,
    reserved: 3,
    ...changes,
  };
}

export function counters(
  changes: Partial<NonNullable<PulseSample['counters']>> = {},
): NonNullable<PulseSample['counters']> {
  return {
    commits: 5_000,
    rollbacks: 10,
    blocksRead: 20_000,
    blocksHit: 980_000,
    deadlocks: 3,
    resetAt: '1767520800.1',
    ...changes,
  };
}

export function slowSession(changes: Partial<SlowSession> = {}): SlowSession {
  return {
    pid: 4711,
    querySeconds: 73,
    transactionSeconds: 73,
    idleSeconds: null,
    database: 'shop',
    user: 'shop',
    application: 'report',
    state: 'active',
    wait: 'IO/DataFileRead',
    query: 'SELECT sum(total) FROM orders WHERE note LIKE ?',
    ...changes,
  };
}

export function objectsSample(changes: Partial<ObjectsSample> = {}): ObjectsSample {
  return {
    takenAtSeconds: startMs / 1_000,
    standby: false,
    startedAt: '1767520800.5',
    resetAt: '1767520800.1',
    countedSeconds: 86_400,
    sizeBytes: 1_000_000_000,
    tables: 1,
    indexes: 1,
    functions: 1,
    tableRows: [tableRow()],
    indexRows: [],
    functionRows: [],
    ...changes,
  };
}

export function tableRow(changes: Partial<TableRow> = {}): TableRow {
  return {
    oid: 100,
    name: 'public.orders',
    estimatedBytes: 100_000_000,
    tableBytes: 100_000_000,
    indexBytes: 20_000_000,
    rows: 500_000,
    live: 500_000,
    dead: 0,
    bytesPerRow: 200,
    sequentialScans: 10,
    sequentialRows: 5_000_000,
    indexScans: 90_000,
    inserted: 500_000,
    updated: 0,
    deleted: 0,
    blocksHit: 900_000,
    blocksRead: 10_000,
    vacuumSeconds: 3_600,
    analyzeSeconds: 3_600,
    autovacuumOff: false,
    xidAge: 1_000,
    ...changes,
  };
}

export function indexRow(changes: Partial<IndexRow> = {}): IndexRow {
  return {
    oid: 200,
    table: 'public.orders',
    name: 'public.orders_note_idx',
    estimatedBytes: 12_000_000,
    bytes: 12_000_000,
    scans: 0,
    lastScanSeconds: null,
    needed: false,
    foreignKey: false,
    valid: true,
    twin: null,
    ...changes,
  };
}

export function statementsSample(changes: Partial<StatementsSample> = {}): StatementsSample {
  return {
    takenAtSeconds: startMs / 1_000,
    calls: 10_000,
    totalMs: 50_000,
    count: 1,
    resetAt: '1767520800',
    statementRows: [statementRow()],
    ...changes,
  };
}

export function statementRow(changes: Partial<StatementRow> = {}): StatementRow {
  return {
    id: '-77',
    user: 'shop',
    calls: 1_000,
    rows: 1_000,
    totalMs: 10_000,
    minMs: 1,
    maxMs: 90,
    stddevMs: 4,
    blocksHit: 9_000,
    blocksRead: 100,
    temporaryBlocks: 0,
    query: 'SELECT * FROM orders WHERE id = $1',
    ...changes,
  };
}

/** A window over one run with nothing before it. */
export function firstWindow(run: Partial<HealthRun> = {}, before?: Partial<HealthState>): HealthWindow {
  return makeHealthWindow({ atMs: startMs, ...run }, { before: { ...emptyHealthState, ...before } });
}

/** A sample of a later run: a minute of the server's clock after the one before, unless it says otherwise. */
export interface Step {
  readonly pulse?: Partial<PulseSample>;
  readonly objects?: Partial<ObjectsSample>;
  readonly statements?: Partial<StatementsSample>;
  readonly afterMs?: number;
}

/** Runs one step after the other as the jobs do, each with the state that the one before left; the window of the last. */
export function windowAfter(...steps: readonly Step[]): HealthWindow {
  let before = emptyHealthState;
  let atMs = startMs;
  let window = firstWindow();
  for (const { pulse, objects, statements, afterMs = minuteMs } of steps) {
    atMs += afterMs;
    const takenAtSeconds = atMs / 1_000;
    const run: HealthRun = {
      atMs,
      ...(pulse && { pulse: pulseSample({ takenAtSeconds, ...pulse }) }),
      ...(objects && { objects: objectsSample({ takenAtSeconds, ...objects }) }),
      ...(statements && { statements: statementsSample({ takenAtSeconds, ...statements }) }),
    };
    window = makeHealthWindow(run, { before, functionTargetsMs: { calculate_revenue: 100 } });
    before = JSON.parse(JSON.stringify(nextState(window))) as HealthState;
  }
  return window;
}
