import type { DatabaseFailureKind } from '../model/database-failure.ts';

/** What a failed pulse says about the database. */
interface FailureMeaning {
  /** Whether it is down: `after` a while where the state is normal at first, `unknown` where the failure does not tell. */
  readonly down: 'yes' | 'no' | 'unknown' | { readonly afterMs: number };
  /** The role is refused, so nothing else can be judged. */
  readonly unmonitored?: true;
  /** Every connection is taken. */
  readonly full?: true;
}

/** Each way not to answer, and what follows from it: a full database lives, and a wrong password is the monitor's own trouble. */
export const failureMeanings = {
  unreachable: { down: 'yes' },
  untrusted: { down: 'yes' },
  timeout: { down: 'yes' },
  starting: { down: { afterMs: 120_000 } },
  resuming: { down: { afterMs: 300_000 } },
  full: { down: 'no', full: true },
  locked: { down: 'no' },
  'too-large': { down: 'no' },
  rejected: { down: 'no', unmonitored: true },
  credentials: { down: 'unknown', unmonitored: true },
  'no-database': { down: 'unknown', unmonitored: true },
  ours: { down: 'unknown' },
} as const satisfies Record<DatabaseFailureKind, FailureMeaning>;

/** What a failure means; the same for all readers. */
export function meaningOf(kind: DatabaseFailureKind): FailureMeaning {
  return failureMeanings[kind];
}
