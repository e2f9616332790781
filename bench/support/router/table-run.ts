import { createIncidentStore } from '../../../functions/aws/incident-store.ts';
import { openIncidentTable } from '../../../functions/aws/incident-store-table.ts';
import { incidentAttributes } from '../../../shared/plan/incident-attributes.ts';
import { mixedAlarms, refuseOpen, startMs } from './core-run.ts';
import { listEvents, outage } from './event-mix.ts';
import { createFunctionRun } from './function-run.ts';
import type { TablePlace } from './table-place.ts';

/** How long each event took over a table, and what bare calls took in between. */
export interface TableReport {
  /** Milliseconds by kind of event. */
  readonly byKind: Readonly<Record<string, readonly number[]>>;
  /** One read and one write of an item of the same size after it, with nothing around them, milliseconds. */
  readonly bareMs: readonly number[];
  readonly cpuMs: number;
}

/** A run over a table. Each of its phases is asked for, so that what goes over the wire can be counted for each. */
export interface TableRun {
  /** Puts the open incidents of others, and lets a cycle pass that does not count. */
  prepare(open: number): Promise<void>;
  /** Whole outages, one after the other. */
  pass(cycles: number): Promise<TableReport>;
  /** One step of the next outage, for every alarm; `step` is its index in the story. */
  step(step: number): Promise<void>;
}

/** The whole function over a table of DynamoDB. */
export function createTableRun({ client, tableName }: TablePlace): TableRun {
  const run = createFunctionRun((clock) => createIncidentStore({ client, tableName, clock }));
  const table = openIncidentTable(client, { tableName, timeoutMs: 4_000 });
  let nextMs = startMs;
  const takeCycles = (cycles: number) => {
    const events = listEvents(mixedAlarms, { startMs: nextMs, cycles });
    nextMs += cycles * 3_600_000;
    return events;
  };
  let left: ReturnType<typeof takeCycles> = [];

  async function callBare(text: string): Promise<number> {
    const item = { [incidentAttributes.key]: { S: 'bare' }, [incidentAttributes.value]: { S: text } };
    const startedAtMs = performance.now();
    await table.get('bare');
    await table.put(item, {});
    return performance.now() - startedAtMs;
  }

  return {
    async prepare(open) {
      await run.fill(open);
      for (const event of takeCycles(1)) await run.handle(event);
    },
    async pass(cycles) {
      const [sample] = await run.records();
      const text = JSON.stringify(sample);
      const byKind = Object.fromEntries(outage.map(({ kind }) => [kind, [] as number[]]));
      const bareMs: number[] = [];
      let cpuMs = 0;
      for (const event of takeCycles(cycles)) {
        const cpuBefore = process.cpuUsage();
        const startedAtMs = performance.now();
        await run.handle(event);
        byKind[event.step.kind]?.push(performance.now() - startedAtMs);
        const { user, system } = process.cpuUsage(cpuBefore);
        cpuMs += (user + system) / 1_000;
        bareMs.push(await callBare(text));
      }
      refuseOpen(await run.records());
      return { byKind, bareMs, cpuMs };
    },
    async step(step) {
      if (step === 0) left = takeCycles(1);
      const { kind } = outage[step] ?? {};
      for (const event of left.filter((one) => one.step.kind === kind)) await run.handle(event);
    },
  };
}
