import * as z from 'zod/mini';
import { normaliseQuery } from './normalise-query.ts';

const count = z.number().check(z.nonnegative());
const age = z.nullable(z.number());
const text = z.nullable(z.string());
/** A moment that is only compared with itself: seconds of the epoch as the server writes them, null where it has forgotten. */
const moment = z.nullable(z.string());
/** Literals end here: nothing behind the reader of a sample ever holds one. */
const query = z.pipe(
  z.nullable(z.string()),
  z.transform((sql) => (sql === null ? null : normaliseQuery(sql))),
);

/** One row of each kind that the pulse answers; names and units are those of `pulseSql`. */
export const pulseRows = {
  health: z.object({
    /** By the server's clock, like every age in a sample. */
    takenAtSeconds: z.number(),
    /** As `server_version_num`: 180004. */
    version: z.number(),
    database: z.string(),
    role: z.string(),
    standby: z.boolean(),
    aurora: z.boolean(),
    startedAt: z.string(),
    /** Whether the role may see the sessions of others. */
    monitor: z.boolean(),
    settings: z.record(z.string(), z.nullable(z.string())),
    extensions: z.record(z.string(), z.object({ schema: z.string(), version: z.string(), usable: z.boolean() })),
    connections: z.object({
      total: count,
      inThisDatabase: count,
      active: count,
      idle: count,
      idleInTransaction: count,
      waitingForLock: count,
      longestIdleSeconds: age,
      longestIdleInTransactionSeconds: age,
      oldestTransactionSeconds: age,
      longestQuerySeconds: age,
      over1Second: count,
      over10Seconds: count,
      over60Seconds: count,
      /** Sessions of others whose statements the role may not see. */
      hidden: count,
      max: z.nullable(count),
      reserved: z.nullable(count),
    }),
    longestLockWaitSeconds: age,
    counters: z.nullable(
      z.object({
        commits: count,
        rollbacks: count,
        blocksRead: count,
        blocksHit: count,
        deadlocks: count,
        resetAt: moment,
      }),
    ),
    sequentialScans: z.nullable(count),
    /** Sums of pg_stat_statements; null without it, and where `statementsSql` answers them. */
    statements: z.nullable(z.object({ calls: count, totalMs: count, resetAt: z.optional(moment) })),
    wraparound: z.object({ xidAge: z.number(), mxidAge: z.number(), worstDatabase: text }),
    prepared: z.object({ count, oldestSeconds: age }),
    /** On a standby only. */
    receiver: z.nullable(
      z.object({
        receiving: z.boolean(),
        replayLagBytes: age,
        paused: z.nullable(z.boolean()),
        lastMessageSeconds: age,
      }),
    ),
    auroraReplicas: z.nullable(z.array(z.object({ id: z.string(), writer: z.boolean(), lagMs: age }))),
    /** Bytes of WAL ever written, or received on a standby; null on Aurora. */
    walPosition: z.nullable(z.number()),
  }),
  slow: z.object({
    pid: z.number(),
    querySeconds: age,
    transactionSeconds: age,
    idleSeconds: age,
    database: text,
    user: text,
    application: text,
    state: text,
    wait: text,
    query,
  }),
  blocked: z.object({
    pid: z.number(),
    waitSeconds: age,
    by: z.array(z.number()),
    /** Null in a cycle, which the server's deadlock detector ends. */
    root: z.nullable(z.number()),
    lock: text,
    mode: text,
    relation: text,
    user: text,
    application: text,
    query,
  }),
  root: z.object({
    pid: z.number(),
    blocks: count,
    state: text,
    transactionSeconds: age,
    stateSeconds: age,
    user: text,
    application: text,
    wait: text,
    query,
  }),
  peer: z.object({ user: text, application: text, state: z.string(), sessions: count, longestSeconds: age }),
  replica: z.object({ name: z.string(), address: text, state: text, lagSeconds: age, lagBytes: age }),
  slot: z.object({ name: z.string(), type: text, active: z.boolean(), walStatus: text, retainedBytes: age }),
  function: z.object({ oid: z.number(), name: z.string(), calls: count, totalMs: count }),
};

/** One row of each kind that `objectsSql` answers. */
export const objectsRows = {
  at: z.object({
    takenAtSeconds: z.number(),
    standby: z.boolean(),
    startedAt: z.string(),
    resetAt: moment,
    /** How long the counters have been counting. */
    countedSeconds: z.number(),
    /** Of the database on disk. */
    sizeBytes: count,
    tables: count,
    indexes: count,
    functions: count,
  }),
  table: z.object({
    oid: z.number(),
    name: z.string(),
    estimatedBytes: z.number(),
    /** Null while another session locks the table. */
    tableBytes: z.nullable(count),
    indexBytes: z.nullable(count),
    rows: count,
    live: count,
    dead: count,
    bytesPerRow: z.nullable(count),
    sequentialScans: count,
    sequentialRows: count,
    indexScans: count,
    inserted: count,
    updated: count,
    deleted: count,
    blocksHit: count,
    blocksRead: count,
    vacuumSeconds: age,
    analyzeSeconds: age,
    autovacuumOff: z.boolean(),
    xidAge: age,
  }),
  index: z.object({
    oid: z.number(),
    table: z.string(),
    name: z.string(),
    estimatedBytes: z.number(),
    bytes: z.nullable(count),
    scans: count,
    /** PostgreSQL 16 and later; null where it was never scanned. */
    lastScanSeconds: age,
    /** It holds a constraint or identifies rows for a replica: not to be dropped, used or not. */
    needed: z.boolean(),
    /** A foreign key begins with its first column: deletes from the other table may rely on it. */
    foreignKey: z.boolean(),
    valid: z.boolean(),
    /** The index that it doubles. */
    twin: text,
  }),
  function: z.object({ oid: z.number(), name: z.string(), calls: count, totalMs: count, selfMs: count }),
};

/** One row of each kind that `statementsSql` answers. */
export const statementsRows = {
  total: z.object({
    takenAtSeconds: z.number(),
    calls: count,
    totalMs: count,
    /** Rows of pg_stat_statements: one per statement and user. */
    count,
    /** Null before version 1.9 of the extension. */
    resetAt: moment,
  }),
  statement: z.object({
    /** An int8, which a JavaScript number cannot hold. */
    id: z.string(),
    user: text,
    calls: count,
    rows: count,
    totalMs: count,
    minMs: age,
    maxMs: age,
    stddevMs: age,
    blocksHit: count,
    blocksRead: count,
    temporaryBlocks: count,
    /** Null where texts were not asked for. */
    query,
  }),
};

/** One row of the kind that `bloatSql` answers. */
export const bloatRows = {
  bloat: z.object({ oid: z.number(), name: z.string(), bytes: count, uselessPercent: count, uselessBytes: count }),
};

type Row<T extends z.ZodMiniType> = z.output<T>;

export type SlowSession = Row<typeof pulseRows.slow>;
export type BlockedSession = Row<typeof pulseRows.blocked>;
export type RootBlocker = Row<typeof pulseRows.root>;
export type TableRow = Row<typeof objectsRows.table>;
export type IndexRow = Row<typeof objectsRows.index>;
export type StatementRow = Row<typeof statementsRows.statement>;
export type BloatRow = Row<typeof bloatRows.bloat>;

/** What the pulse saw: the server as a whole and the sessions that stand out. */
export interface PulseSample extends Row<typeof pulseRows.health> {
  /** Running for over a second, or idle in a transaction, for over a second, or in one for over a minute; longest first. */
  readonly slow: readonly SlowSession[];
  /** Waiting for a lock; longest first. */
  readonly blocked: readonly BlockedSession[];
  /** Those who block and do not wait themselves; who blocks most first. */
  readonly roots: readonly RootBlocker[];
  /** Sessions counted by user, application and state; most first. */
  readonly peers: readonly Row<typeof pulseRows.peer>[];
  readonly replicas: readonly Row<typeof pulseRows.replica>[];
  readonly slots: readonly Row<typeof pulseRows.slot>[];
  /** Those that took most time since counting began, at most 50. */
  readonly functions: readonly Row<typeof pulseRows.function>[];
}

/** Tables, indexes and functions: the largest and the worst, at most 100 of each. */
export interface ObjectsSample extends Row<typeof objectsRows.at> {
  readonly tableRows: readonly TableRow[];
  readonly indexRows: readonly IndexRow[];
  readonly functionRows: readonly Row<typeof objectsRows.function>[];
}

/** The statements that took most time since counting began, at most 100, and the sums of all. */
export interface StatementsSample extends Row<typeof statementsRows.total> {
  readonly statementRows: readonly StatementRow[];
}

export interface BloatSample {
  readonly tableRows: readonly BloatRow[];
}
