import type { DatabaseFailureKind } from '../model/database-failure.ts';

/** Calls and total milliseconds of a function, since counting began. */
export type FunctionCounters = readonly [calls: number, totalMs: number];

/** What a table has counted, and its size (null where it was locked). */
export interface TableCounters {
  readonly sequentialScans: number;
  readonly sequentialRows: number;
  readonly blocksHit: number;
  readonly blocksRead: number;
  readonly bytes: number | null;
}

/** What a statement has counted. */
export type StatementCounters = readonly [calls: number, totalMs: number, blocksHit: number, blocksRead: number];

/** A value and the moment of it, epoch milliseconds. */
export type Reading = readonly [atMs: number, value: number];

/** Counters of the last pulse. */
export interface PulseMemory {
  /** By the server's clock. */
  readonly takenAtSeconds: number;
  readonly startedAt: string;
  readonly standby: boolean;
  readonly resetAt: string | null;
  readonly counters: {
    readonly commits: number;
    readonly rollbacks: number;
    readonly blocksRead: number;
    readonly blocksHit: number;
    readonly deadlocks: number;
  };
  readonly sequentialScans: number | null;
  readonly statements: { readonly calls: number; readonly totalMs: number; readonly resetAt: string | null } | null;
  readonly functions: Readonly<Record<string, FunctionCounters>>;
}

/** Counters of the last look at objects. */
export interface ObjectsMemory {
  readonly takenAtSeconds: number;
  readonly epoch: string;
  readonly tables: Readonly<Record<string, TableCounters>>;
}

/** Counters of the last look at statements. */
export interface StatementsMemory {
  readonly takenAtSeconds: number;
  readonly calls: number;
  readonly totalMs: number;
  readonly statements: Readonly<Record<string, StatementCounters>>;
}

/**
 * What one run of a database's health leaves to the next: counters to subtract, and what only time shows. Plain JSON, at most
 * about 120 KB: every list in it has a fixed length. Keys of records are oids, or query ids.
 */
export interface HealthState {
  /** Of this shape; a state of another one is forgotten. */
  readonly schema: 1;
  readonly pulse?: PulseMemory;
  readonly objects?: ObjectsMemory;
  readonly statements?: StatementsMemory;
  /** Size in bytes of the last two hours, at least five minutes apart, by the clock of the runs. */
  readonly sizes: readonly Reading[];
  /** WAL positions by the server's clock: each of the last half hour, then one in ten minutes for a day. */
  readonly walPositions: readonly Reading[];
  /** How many replicas of a name streamed at once, and when that was last so. */
  readonly replicas: Readonly<Record<string, Reading>>;
  /** Whether this standby has ever received WAL by streaming. */
  readonly hasReceived: boolean;
  /** The failure that lasts, and since when. */
  readonly failing?: { readonly kind: DatabaseFailureKind; readonly sinceMs: number };
  /** Normalised texts of the statements that were last at the top, by query id, and when they were last read. */
  readonly texts: Readonly<Record<string, string>>;
  readonly textsReadAtMs?: number;
  /** The fewest bytes per row that each table was seen with. */
  readonly bestBytesPerRow: Readonly<Record<string, number>>;
  /** Since when the scans of an index have not moved: [sinceMs, scans]. */
  readonly idleIndexes: Readonly<Record<string, Reading>>;
  /** What the last look at objects and statements blames for what the pulse can only count. */
  readonly suspects: Suspects;
}

/** One sentence each, e.g. "Most time goes to ..."; absent where nothing stands out. */
export interface Suspects {
  readonly sequentialScans?: string;
  readonly reads?: string;
  readonly growth?: string;
  /** The statement that took most time, and the one that was called most. */
  readonly statementTime?: string;
  readonly statementCalls?: string;
}

/** What is known before the first run. */
export const emptyHealthState: HealthState = {
  schema: 1,
  sizes: [],
  walPositions: [],
  replicas: {},
  hasReceived: false,
  texts: {},
  bestBytesPerRow: {},
  idleIndexes: {},
  suspects: {},
};

const members: Readonly<Record<keyof HealthState, 'list' | 'record' | 'other'>> = {
  schema: 'other',
  pulse: 'record',
  objects: 'record',
  statements: 'record',
  sizes: 'list',
  walPositions: 'list',
  replicas: 'record',
  hasReceived: 'other',
  failing: 'record',
  texts: 'record',
  textsReadAtMs: 'other',
  bestBytesPerRow: 'record',
  idleIndexes: 'record',
  suspects: 'record',
};

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether every member is of its form, and those that a state always has are there. */
function isWhole(stored: object): stored is HealthState {
  const entries = stored as Readonly<Record<string, unknown>>;
  return Object.entries(members).every(([name, form]) => {
    const value = entries[name];
    if (value === undefined) return !Object.hasOwn(emptyHealthState, name);
    return form === 'list' ? Array.isArray(value) : form === 'record' ? isRecord(value) : true;
  });
}

/** The state that a store returned; where it is none of this shape, what is known before the first run. */
export function readHealthState(stored: unknown): HealthState {
  const isOurs = typeof stored === 'object' && stored !== null && 'schema' in stored && stored.schema === 1;
  return isOurs && isWhole(stored) ? stored : emptyHealthState;
}
