import type { Command } from 'commander';
import { estimateCost } from '../shared/plan/estimate-cost.ts';
import type { Plan } from '../shared/plan/plan.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { formatTable } from './format-table.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { print } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

/** `watchkeeper plan`: what must exist for an environment, as counts or whole as JSON. */
export function planVerb(): Command {
  return createVerb('plan', 'show what must exist for an environment: alarms, metrics, jobs, topics, dashboards')
    .addOption(configOption())
    .addOption(environmentOption())
    .option('--json', 'print the whole plan as JSON')
    .action(exitWith(showPlan));
}

async function showPlan({ json, ...source }: SourceOptions & { readonly json?: true }): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  if (json) {
    print(JSON.stringify(plan, undefined, 2));
    return exitCodes.ok;
  }
  const place = plan.account === undefined ? 'this machine only' : `account ${plan.account}`;
  print(`${plan.service}, environment ${plan.environment}: ${plan.region}, ${place}\n`);
  const parts = [
    'endpoints',
    'databases',
    'kpis',
    'refreshes',
    'reports',
    'jobs',
    'functions',
    'metrics',
    'alarms',
    'topics',
    'subscriptions',
    'dashboards',
  ] as const;
  const rows = parts.map((part) => ({ part, count: plan[part].length })).filter(({ count }) => count > 0);
  const table = formatTable(
    [
      { title: 'Part', text: ({ part }) => part },
      { title: 'Count', align: 'right', text: ({ count }) => String(count) },
    ],
    rows,
  );
  table.forEach(print);
  print('');
  print(describeCost(plan));
  return exitCodes.ok;
}

/** The bill of existing, as a sentence. */
function describeCost(plan: Plan): string {
  if (plan.account === undefined) return 'It costs nothing: it only runs on this machine.';
  const lines = estimateCost(plan).filter(({ count }) => count > 0);
  const total = lines.reduce((sum, { usd }) => sum + usd, 0);
  const parts = lines.map(({ what, count, usd }) => `${count} ${what} ${usd.toFixed(2)}`);
  return `About ${total.toFixed(2)} USD a month at list prices, without the free tier: ${parts.join(', ')}.`;
}
