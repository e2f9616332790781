import { runCore } from './core-run.ts';
import { runFunction } from './function-run.ts';
import { runStorm, type StormOrder } from './storm-run.ts';
import { createSweepRun, type SweepRun } from './sweep-run.ts';
import type { TablePlace } from './table-place.ts';
import { createTableRun, type TableRun } from './table-run.ts';

/** What the measured process is told to do, one after the other. */
export type RouterOrder =
  | { readonly do: 'core' | 'function'; readonly open: number; readonly cycles: number }
  | { readonly do: 'prepare table'; readonly place: TablePlace; readonly open: number }
  | { readonly do: 'pass'; readonly cycles: number }
  | { readonly do: 'step'; readonly step: number }
  | ({ readonly do: 'storm' } & StormOrder)
  | { readonly do: 'prepare sweep'; readonly place: TablePlace; readonly open: number; readonly isDue: boolean }
  | { readonly do: 'sweep'; readonly times: number };

let tableRun: TableRun | undefined;
let sweepRun: SweepRun | undefined;

async function work(order: RouterOrder): Promise<unknown> {
  switch (order.do) {
    case 'core':
      return runCore(order);
    case 'function':
      return await runFunction(order);
    case 'prepare table':
      tableRun = createTableRun(order.place);
      await tableRun.prepare(order.open);
      return 'ready';
    case 'pass':
      return await tableRun?.pass(order.cycles);
    case 'step':
      await tableRun?.step(order.step);
      return 'done';
    case 'storm':
      return await runStorm(order);
    case 'prepare sweep':
      sweepRun = createSweepRun(order.place);
      await sweepRun.prepare(order.open, order.isDue);
      return 'ready';
    case 'sweep':
      return await sweepRun?.sweep(order.times);
  }
}

process.on('message', async (order: RouterOrder) => process.send?.((await work(order)) ?? 'nothing was prepared'));
process.on('disconnect', () => process.exit());
