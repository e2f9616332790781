import { handleEvent } from '../../../functions/alert-router/handle-event.ts';
import { createIncidentStore } from '../../../functions/aws/incident-store.ts';
import type { CurrentAlarmState } from '../../../shared/ports/alarm-states.ts';
import { benchConfig, dependentAlarms, plainAlarms } from './bench-plan.ts';
import { createBenchPorts } from './bench-ports.ts';
import { startMs } from './core-run.ts';
import { fillStore, openRecords, toldAfterMs } from './open-records.ts';
import type { TablePlace } from './table-place.ts';

/** What a sweep took. */
export interface SweepRunReport {
  readonly wallMs: readonly number[];
  readonly cpuMs: number;
  /** Records that were due, by the sweep's own report. */
  readonly due: number;
}

/** Sweeps that have a whole thousand of open incidents before them. */
export interface SweepRun {
  /** Opens an incident for every page. `isDue`: each is due, as after calls that never came, though nothing is to be told. */
  prepare(open: number, isDue: boolean): Promise<void>;
  sweep(times: number): Promise<SweepRunReport>;
}

/** An invocation of the longest kind. */
const longMs = 900_000;

/** Sweeps over a table of DynamoDB, with a CloudWatch that agrees about every alarm. */
export function createSweepRun({ client, tableName }: TablePlace): SweepRun {
  const clock = { now: () => startMs + toldAfterMs };
  const config = benchConfig();
  const incidents = createIncidentStore({ client, tableName, clock });
  let states: readonly CurrentAlarmState[] = [];
  const ports = { ...createBenchPorts({ config, clock, incidents }), alarmStates: { list: async () => states } };
  return {
    async prepare(open, isDue) {
      const alarms = [...plainAlarms, ...dependentAlarms].slice(0, open);
      await fillStore(incidents, openRecords(alarms, config, startMs), isDue ? startMs : undefined);
      states = alarms.map((alarmName) => ({ alarmName, state: 'ALARM', reason: 'is on', sinceMs: startMs }));
    },
    async sweep(times) {
      const wallMs: number[] = [];
      let due = 0;
      const cpuBefore = process.cpuUsage();
      for (let time = 0; time < times; time += 1) {
        const startedAtMs = performance.now();
        const report = (await handleEvent({ sweep: true }, longMs, ports)) as { readonly due: number };
        wallMs.push(performance.now() - startedAtMs);
        due = report.due;
      }
      const { user, system } = process.cpuUsage(cpuBefore);
      return { wallMs, cpuMs: (user + system) / 1_000 / times, due };
    },
  };
}
