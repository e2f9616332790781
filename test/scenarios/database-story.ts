import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { StartTarget, Target } from '../../examples/target.ts';
import type { DeliveryView } from '../../local/api/types.ts';
import { createMemoryStateStore } from '../../local/memory/state-store.ts';
import { createRealTimer } from '../../local/timers.ts';
import { createWatch, type Watch } from '../../local/watch.ts';
import type { DefinitionInput } from '../../shared/definition/definition-schema.ts';
import { merge } from '../../shared/definition/merge.ts';
import { plan as makePlan } from '../../shared/plan/make-plan.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { createDirectConnector } from '../../shared/postgres/direct/connector.ts';
import { createResolver } from '../../shared/probes/resolver.ts';
import { play } from './story.ts';

/** Stories begin on a Monday at noon (UTC). */
const startMs = Date.UTC(2026, 0, 5, 12);

/** A running example and the plan of its own definition. */
export interface StagedDatabase {
  readonly target: Target;
  readonly plan: Plan;
  readonly close: () => Promise<void>;
}

/** Starts an example on a free port, and plans its definition for it. */
export async function stageDatabase(
  startTarget: StartTarget,
  definition: unknown,
  { database, change = {} }: { readonly database: string; readonly change?: Readonly<Record<string, unknown>> },
): Promise<StagedDatabase> {
  const stateDir = await mkdtemp(join(tmpdir(), 'watchkeeper-story-'));
  const target = await startTarget({ stateDir, ports: { postgres: 0 } });
  const port = Number(new URL(target.urls.postgres ?? '').port);
  const overrides = { databases: { [database]: { port } } };
  const local = merge(merge(definition, change), { environments: { local: { overrides } } }) as DefinitionInput;
  return {
    target,
    plan: makePlan(local, 'local'),
    close: async () => {
      await target.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

/** A watch of real databases whose minutes pass when the test says so. */
export interface DatabaseStory {
  readonly watch: Watch;
  /**
   * Lets minutes of the watch pass: jobs run, alarms are evaluated. Each takes at least `realMs`: rates need a second of the
   * server's own time.
   */
  readonly pass: (minutes: number, realMs?: number) => Promise<void>;
  /** Time in which the watch slept, a closed laptop for example. */
  readonly sleep: (days: number) => void;
  /** `<minute> <headline>` of what one channel was told since the last call. */
  readonly told: (channel: string) => readonly string[];
  /** The newest text that a channel was sent about a headline. */
  readonly textOf: (channel: string, headline: string) => string;
}

/** Begins a watch of a staged database. */
export function beginStory({ target, plan }: StagedDatabase): DatabaseStory {
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  const secrets = { get: async ({ secret }: { readonly secret: string }) => target.secrets?.[secret] ?? '' };
  const timer = createRealTimer();
  const watch = createWatch({
    ...{ plan, clock },
    probes: {
      context: {
        ...{ resolver: createResolver(), secrets, now: clock.now },
        clock: { now: performance.now, turnMs: () => 0, exactNow: () => performance.now() },
      },
      timer,
      random: () => 0,
    },
    databases: {
      connector: createDirectConnector({ secrets }),
      state: createMemoryStateStore({ clock }),
      paused: { isPaused: async () => undefined },
      realNow: Date.now,
    },
    alerts: {
      outbox: { send: async () => ({ result: 'delivered' }) },
      timer: { wait: () => new Promise((resolve) => void setImmediate(resolve)) },
      random: () => 0,
      linksOf: () => ({}),
      actionLink: async () => undefined,
    },
  });
  const deliveries: DeliveryView[] = [];
  let read = 0;
  watch.subscribe((event) => {
    if (event.type === 'delivery') deliveries.push(event.delivery);
  });

  async function pass(minutes: number, realMs = 0): Promise<void> {
    const endMs = clock.nowMs + minutes * 60_000;
    let minuteBeganAt = performance.now();
    const waitForMinute = async (atMs: number): Promise<void> => {
      if (Math.floor(atMs / 60_000) === Math.floor(clock.nowMs / 60_000)) return;
      await setTimeout(Math.max(0, realMs - (performance.now() - minuteBeganAt)));
      minuteBeganAt = performance.now();
    };
    await play({ watch, clock, fromMs: clock.nowMs, endMs: endMs + 1, beforeMoment: waitForMinute });
    clock.nowMs = endMs;
  }

  return {
    watch,
    pass,
    sleep: (days) => {
      clock.nowMs += days * 86_400_000;
    },
    told(channel) {
      const fresh = deliveries.slice(read);
      read = deliveries.length;
      return fresh.flatMap((delivery) =>
        delivery.channel === channel && delivery.route === 'policy' ? [toLine(delivery)] : [],
      );
    },
    textOf(channel, headline) {
      const found = deliveries.findLast((one) => one.channel === channel && one.headline.includes(headline));
      if (found?.content.shape !== 'email') throw new Error(`Cannot find an email of "${channel}" about "${headline}"`);
      return found.content.text;
    },
  };
}

function toLine({ atMs, headline }: DeliveryView): string {
  const minute = Math.floor((atMs - startMs) / 60_000);
  return `${minute}m ${headline.replace(/ since .*$|, OK since .*$/, '')}`;
}
