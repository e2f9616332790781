import { handleEvent } from '../../../functions/alert-router/handle-event.ts';
import { createMemoryIncidentStore } from '../../../local/memory/incident-store.ts';
import type { IncidentStore } from '../../../shared/ports/incident-store.ts';
import { benchConfig } from './bench-plan.ts';
import { createBenchPorts } from './bench-ports.ts';
import { type EventsReport, incidentOf, measureJson, mixedAlarms, refuseOpen, startMs } from './core-run.ts';
import { listEvents, type MixEvent, toFunctionEvent } from './event-mix.ts';
import { fillStore, listOthers, openRecords } from './open-records.ts';

/** What an invocation has left (milliseconds). */
export const remainingMs = 60_000;

/** The whole function over a store, fed with a mix that begins at a moment, one event after the other. */
export function createFunctionRun(makeStore: (clock: { now(): number }) => IncidentStore) {
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  const config = benchConfig();
  const incidents = makeStore(clock);
  const ports = createBenchPorts({ config, clock, incidents });
  return {
    incidents,
    fill: (open: number) => fillStore(incidents, openRecords(listOthers(open), config, startMs)),
    async handle(event: MixEvent): Promise<void> {
      clock.nowMs = event.atMs;
      await handleEvent(toFunctionEvent(event, incidentOf(event)), remainingMs, ports);
    },
    async records() {
      const stored = await Promise.all(mixedAlarms.map((alarm) => incidents.read(alarm)));
      return stored.flatMap((one) => one?.record ?? []);
    },
  };
}

/** The mix through the whole function over memory, beside `open` incidents of other alarms. */
export async function runFunction({
  open,
  cycles,
}: {
  readonly open: number;
  readonly cycles: number;
}): Promise<EventsReport> {
  const run = createFunctionRun((clock) => createMemoryIncidentStore({ clock }));
  await run.fill(open);
  for (const event of listEvents(mixedAlarms, { startMs, cycles: 1 })) await run.handle(event);
  const events = listEvents(mixedAlarms, { startMs: startMs + 86_400_000, cycles });
  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  for (const event of events) await run.handle(event);
  const wallMs = performance.now() - startedAtMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  const records = await run.records();
  refuseOpen(records);
  return { events: events.length, wallMs, cpuMs: (user + system) / 1_000, jsonUs: measureJson(records) };
}
