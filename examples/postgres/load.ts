import { setTimeout as waitFor } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { createRandom, type Random } from './random.ts';

/** One kind of statement that an application runs over and over. */
export interface LoadStep {
  readonly name: string;
  readonly perMinute: number;
  readonly sql: string;
  readonly values?: (random: Random) => readonly unknown[];
}

/** A small application at work: keeps numbers moving, and comes back after every outage of its database. */
export interface Load {
  /** Leaves steps out until the function returned is called. */
  readonly withhold: (steps: readonly string[]) => () => void;
  /** How many statements have ended well. */
  readonly completed: () => number;
  readonly stop: () => Promise<void>;
}

const reconnectMs = 400;
const minuteMs = 60_000;
const seedOfRandom = 7;

interface DueStep extends LoadStep {
  dueAtMs: number;
}

/** Spread over their interval, so that steps of the same rate do not come at once. */
function schedule(steps: readonly LoadStep[]): DueStep[] {
  return steps.map((step, at) => ({
    ...step,
    dueAtMs: Date.now() + ((at + 1) / (steps.length + 1)) * (minuteMs / step.perMinute),
  }));
}

/** The next of the steps; what fell behind during an outage is not made up for. */
function takeNext(steps: readonly DueStep[]): { readonly step: DueStep; readonly atMs: number } {
  const step = steps.reduce((first, other) => (other.dueAtMs < first.dueAtMs ? other : first));
  const atMs = step.dueAtMs;
  step.dueAtMs = Math.max(atMs, Date.now() - minuteMs / step.perMinute) + minuteMs / step.perMinute;
  return { step, atMs };
}

async function connect(config: ClientConfig): Promise<Client> {
  // An application that waits for a lock, or for an answer, gives up after a while.
  const client = new Client({ ...config, statement_timeout: 5_000, lock_timeout: 1_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** What a statement's own failure is, as against one of the connection: it has a code of SQL, and not of class 57 or 08. */
const isOfStatement = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^[0-9A-Z]{5}$/.test(error.code) &&
  (error.code === '57014' || !/^(57|08)/.test(error.code));

/** Starts to run the steps one after the other over one connection, which is opened again whenever it is lost. */
export function startLoad(config: ClientConfig, steps: readonly LoadStep[]): Load {
  const stopping = new AbortController();
  const { signal } = stopping;
  const random = createRandom(seedOfRandom);
  const due = schedule(steps);
  const withheld: (readonly string[])[] = [];
  let client: Client | undefined;
  let completed = 0;

  async function run({ name, sql, values }: LoadStep): Promise<void> {
    if (withheld.some((names) => names.includes(name))) return;
    try {
      client ??= await connect(config);
      await client.query(sql, [...(values?.(random) ?? [])]);
      completed += 1;
    } catch (error) {
      if (isOfStatement(error)) return;
      await client?.end().catch(() => undefined);
      client = undefined;
      await waitFor(reconnectMs, undefined, { signal });
    }
  }

  async function work(): Promise<void> {
    while (!signal.aborted) {
      const { step, atMs } = takeNext(due);
      await waitFor(Math.max(0, atMs - Date.now()), undefined, { signal });
      await run(step);
    }
  }

  const ended = work()
    .catch(() => undefined)
    .then(() => client?.end().catch(() => undefined));

  return {
    withhold(names) {
      withheld.push(names);
      return () => {
        const at = withheld.indexOf(names);
        if (at >= 0) withheld.splice(at, 1);
      };
    },
    completed: () => completed,
    async stop() {
      stopping.abort();
      // A statement under way is not waited for.
      await client?.end().catch(() => undefined);
      await ended;
    },
  };
}
