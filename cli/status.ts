import type { Command } from 'commander';
import type { AlarmView } from '../local/api/types.ts';
import { scopeOf } from '../shared/plan/names.ts';
import type { Plan } from '../shared/plan/plan.ts';
import { formatShortMoment } from '../shared/reports/format-values.ts';
import {
  type AlarmStatus,
  judgeStatus,
  type StatusVerdict,
  type SystemStatus,
} from '../shared/reports/judge-status.ts';
import { askConsoleJson, type ConsoleAnswer, consoleOption, findOtherConsole } from './ask-console.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { formatTable } from './format-table.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { paint, print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface StatusVerbOptions extends SourceOptions {
  readonly json?: true;
  readonly url: string;
}

/** `watchkeeper status`: one verdict over everything that is watched. */
export function statusVerb(): Command {
  return createVerb('status', 'one verdict over everything that is watched, with what is wrong by name')
    .addOption(configOption())
    .addOption(environmentOption())
    .option('--json', 'print verdict, areas and what is wrong as JSON')
    .addOption(consoleOption())
    .addHelpText(
      'after',
      '\nAsks the console that runs here, or CloudWatch for an environment with an account.\nExit code: 0 healthy, 1 anything else.',
    )
    .action(exitWith(showStatus));
}

async function showStatus({ json, url, ...source }: StatusVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  const read = plan.account === undefined ? await readFromConsole(plan, url) : await readFromAws(plan);
  if (!read.ok) {
    printAside(read.problem);
    return exitCodes.failed;
  }
  const status = judgeStatus(read.answer);
  if (json) print(JSON.stringify(status, undefined, 2));
  else for (const line of formatStatus(status, plan)) print(line);
  return status.verdict === 'healthy' ? exitCodes.ok : exitCodes.failed;
}

type ReadStatus = ConsoleAnswer<readonly AlarmStatus[]>;

async function readFromConsole(plan: Plan, url: string): Promise<ReadStatus> {
  const problem = await findOtherConsole(url, plan);
  if (problem !== undefined) return { ok: false, problem };
  const asked = await askConsoleJson<readonly AlarmView[]>(url, '/api/alarms');
  if (!asked.ok) return asked;
  return {
    ok: true,
    answer: asked.answer.map(({ alarm, state, stateReason, changedAtMs }) => ({
      ...{ alarm, state, reason: stateReason },
      ...(changedAtMs === undefined ? {} : { sinceMs: changedAtMs }),
    })),
  };
}

const awsTimeoutMs = 20_000;

async function readFromAws(plan: Plan): Promise<ReadStatus> {
  const { createAlarmStates } = await import('../functions/aws/alarm-states.ts');
  const states = createAlarmStates({ timeoutMs: awsTimeoutMs });
  const prefix = `${scopeOf(plan)}/`;
  const regions = [...new Set(plan.alarms.map(({ region }) => region))];
  try {
    const lists = await Promise.all(regions.map((region) => states.list({ region, prefix })));
    const byName = new Map(lists.flat().map((state) => [state.alarmName, state]));
    return {
      ok: true,
      answer: plan.alarms.map((alarm): AlarmStatus => {
        const { state, reason, sinceMs } = byName.get(alarm.name) ?? { state: 'missing' as const, reason: '' };
        return { alarm, state, reason, ...(sinceMs === undefined ? {} : { sinceMs }) };
      }),
    };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return {
      ok: false,
      problem: `Cannot read the alarms of environment "${plan.environment}": ${name}: ${message.split('\n')[0]}`,
    };
  }
}

const colours = { healthy: 'green', degraded: 'yellow', failing: 'red', unknown: 'magenta' } as const satisfies Record<
  StatusVerdict,
  string
>;

function formatStatus({ sentence, verdict, areas, wrong }: SystemStatus, plan: Plan): readonly string[] {
  const table = formatTable(
    [
      { title: 'Area', text: ({ area }) => area },
      { title: 'Verdict', text: (area) => area.verdict, paint: (padded, area) => paint(colours[area.verdict], padded) },
      { title: 'Alarms', align: 'right', text: ({ alarms }) => String(alarms) },
      { title: 'In alarm', align: 'right', text: ({ inAlarm }) => String(inAlarm) },
      { title: 'No data', align: 'right', text: ({ unknown }) => String(unknown) },
    ],
    areas,
  );
  return [
    `${plan.service}, environment ${plan.environment}: ${paint(colours[verdict], sentence)}`,
    '',
    ...table,
    ...(wrong.length === 0 ? [] : ['']),
    ...wrong.flatMap(({ severity, title, reason, sinceMs }) => [
      `${severity.padEnd(8)}  ${title}${sinceMs === undefined ? '' : ` (since ${formatShortMoment(sinceMs, plan.timeZone)})`}`,
      ...(reason === '' ? [] : [`          ${reason}`]),
    ]),
  ];
}
