import type { Command } from 'commander';
import { suggest } from '../../shared/definition/did-you-mean.ts';
import type { ChannelTestResult } from '../../shared/model/router-event.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Column, formatTable } from '../format-table.ts';
import { askRouter } from '../incidents/ask-router.ts';
import { loadOrComplain, type SourceOptions } from '../load.ts';
import { configOption } from '../options.ts';
import { paint, print, printAside } from '../terminal.ts';
import { createVerb, exitWith } from '../verb.ts';

interface TestVerbOptions extends SourceOptions {
  readonly only?: readonly string[];
  readonly visible?: true;
  readonly json?: true;
}

/** `watchkeeper channels test`: lets the router of a deployed environment test its channels. */
export function testChannelsVerb(): Command {
  return createVerb('test', 'let the deployed router test its channels, and print what became of each')
    .addOption(configOption())
    .requiredOption('-e, --env <name>', 'the environment; it must be deployed')
    .option('--only <name...>', 'only these; a contact of a person is ada/sms')
    .option('--visible', 'send a message to those, too, that cannot be tested quietly')
    .option('--json', 'print the results as JSON')
    .addHelpText(
      'after',
      '\nUses the AWS credentials of this terminal. Exit code: 0 none failed, 1 one did, 2 an unknown name.',
    )
    .action(exitWith(testChannels));
}

async function testChannels({ only, visible, json, ...source }: TestVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  const mistake = findMistake(plan, only ?? []);
  if (mistake !== undefined) {
    printAside(mistake);
    return exitCodes.usage;
  }
  const event = { testChannels: { ...(only === undefined ? {} : { channels: only }), isVisible: visible === true } };
  const answered = await askRouter(plan, event, areResults);
  if (!answered.ok) {
    printAside(answered.problem);
    return exitCodes.failed;
  }
  const results = answered.answer;
  if (json) print(JSON.stringify(results, undefined, 2));
  else formatTable(columns, results).forEach(print);
  printAside(sumUp(results));
  return results.some(({ result }) => result === 'failed') ? exitCodes.failed : exitCodes.ok;
}

function findMistake({ account, environment, channels }: Plan, only: readonly string[]): string | undefined {
  if (account === undefined) {
    return `Cannot test the channels of environment "${environment}": it has no account, must be one that is deployed; on this machine the console's inbox shows every message`;
  }
  const known = Object.keys(channels);
  const unknown = only.find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  return `Cannot test channel "${unknown}": the definition has none of that name, ${suggest(unknown, known)}`;
}

function areResults(answer: unknown): answer is readonly ChannelTestResult[] {
  return Array.isArray(answer) && answer.every((one) => typeof one?.channel === 'string' && one.result in colours);
}

const colours = { passed: 'green', failed: 'red', skipped: 'dim' } as const satisfies Record<
  ChannelTestResult['result'],
  string
>;

const columns: readonly Column<ChannelTestResult>[] = [
  { title: 'Channel', text: ({ channel }) => channel },
  { title: 'Result', text: ({ result }) => result, paint: (padded, { result }) => paint(colours[result], padded) },
  { title: 'Reason', text: ({ problem = '' }) => problem },
];

/** `5 passed, 1 failed, 2 skipped of 8 channels`. */
function sumUp(results: readonly ChannelTestResult[]): string {
  const counts = (['passed', 'failed', 'skipped'] as const).map(
    (wanted) => `${results.filter(({ result }) => result === wanted).length} ${wanted}`,
  );
  return `${counts.join(', ')} of ${results.length} channel${results.length === 1 ? '' : 's'}`;
}
