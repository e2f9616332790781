import { createFetchPoster } from '../../../functions/alert-router/fetch-poster.ts';
import { handleEvent } from '../../../functions/alert-router/handle-event.ts';
import { createOutbox } from '../../../functions/alert-router/outbox.ts';
import { createIncidentStore } from '../../../functions/aws/incident-store.ts';
import { createMemoryIncidentStore } from '../../../local/memory/incident-store.ts';
import type { IncidentStore } from '../../../shared/ports/incident-store.ts';
import { inFlight } from '../in-flight.ts';
import { benchConfig, dependentAlarms, parentAlarm, plainAlarms } from './bench-plan.ts';
import { createBenchPorts } from './bench-ports.ts';
import { startMs } from './core-run.ts';
import { remainingMs } from './function-run.ts';
import { listOthers } from './open-records.ts';
import { snsMessage } from './sns-message.ts';
import type { TablePlace } from './table-place.ts';

/** Many alarms at once. */
export interface StormOrder {
  readonly cause: 'one parent' | 'nothing in common';
  /** Absent: memory. */
  readonly place?: TablePlace;
  readonly alarms: number;
  /** Invocations at once. */
  readonly concurrency: number;
  /** Where one webhook is told by HTTP; absent: the outbox answers at once. */
  readonly hookUrl?: string;
}

/** What came of it. */
export interface StormReport {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Writes that somebody else was faster than. */
  readonly conflicts: number;
  readonly writes: number;
  /** The longest single event, milliseconds. */
  readonly slowestMs: number;
  /** Alarms that are held because of their parent. */
  readonly held: number;
  /** Those that the parent's incident lists. */
  readonly listed: number;
  readonly delivered: number;
}

/** Counts what writers do. */
function watchStore(store: IncidentStore) {
  const counted = { writes: 0, conflicts: 0 };
  const watched: IncidentStore = {
    ...store,
    async write(record, options) {
      const isWritten = await store.write(record, options);
      counted.writes += 1;
      if (!isWritten) counted.conflicts += 1;
      return isWritten;
    },
  };
  return { counted, watched };
}

/** Lets a storm come: the parent first, then everybody else, this many at once. */
export async function runStorm({ cause, place, alarms, concurrency, hookUrl }: StormOrder): Promise<StormReport> {
  const clock = { now: () => startMs + performance.now() };
  const config = benchConfig(hookUrl === undefined ? 'policies' : 'one webhook');
  const store = place === undefined ? createMemoryIncidentStore({ clock }) : createIncidentStore({ ...place, clock });
  const { counted, watched } = watchStore(store);
  const ports = createBenchPorts({ config, clock, incidents: watched });
  let delivered = 0;
  const outbox = hookUrl === undefined ? ports.outbox : createHookOutbox(hookUrl, clock);
  const storm = {
    ...ports,
    outbox,
    deliveryLog: {
      write({ result }: { readonly result: string }) {
        if (result === 'delivered') delivered += 1;
      },
    },
  };
  const bring = async (alarm: string): Promise<number> => {
    const startedAtMs = performance.now();
    await handleEvent(snsMessage({ alarm, state: 'ALARM', atMs: Math.floor(clock.now()) }), remainingMs, storm);
    return performance.now() - startedAtMs;
  };
  const names = (cause === 'one parent' ? dependentAlarms : plainAlarms).slice(0, alarms);
  for (const alarm of listOthers(20)) await bring(alarm); // Code gets compiled, connections open.
  delivered = 0;
  if (cause === 'one parent') await bring(parentAlarm);
  Object.assign(counted, { writes: 0, conflicts: 0 });
  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  const took = await inFlight(concurrency, names, bring);
  const wallMs = performance.now() - startedAtMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  const records = await inFlight(8, names, (alarm) => store.read(alarm));
  const parent = await store.read(parentAlarm);
  return {
    ...{ wallMs, cpuMs: (user + system) / 1_000, slowestMs: Math.max(...took) },
    ...counted,
    held: records.filter((stored) => stored?.record.incident?.hold?.reason.kind === 'dependency').length,
    listed: parent?.record.incident?.related.length ?? 0,
    delivered,
  };
}

function createHookOutbox(hookUrl: string, clock: { now(): number }) {
  const unused = async () => ({ result: 'rejected', problem: 'The benchmark has no such channel' }) as const;
  return createOutbox({
    publisher: { publish: unused },
    phones: { publish: unused },
    poster: createFetchPoster(),
    secrets: { get: async () => hookUrl },
    clock,
  });
}
