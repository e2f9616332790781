import { type Command, Option } from 'commander';
import { speedLimits } from '../local/clock.ts';
import { type ChangeTone, createChangeReporter } from '../local/report-changes.ts';
import { startLocal } from '../local/start.ts';
import { setTimingFlags } from '../shared/probes/timing-flags.ts';
import { consolePort } from './console-port.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { wholeNumberBetween } from './read-options.ts';
import { formatBanner } from './start-banner.ts';
import { paint, print } from './terminal.ts';
import { complain, createVerb, exitWith } from './verb.ts';

interface StartVerbOptions extends SourceOptions {
  readonly port: number;
  readonly host: string;
  readonly speed: number;
  readonly send?: true;
}

/** `watchkeeper start`: runs the definition on this machine until Ctrl-C, with the console in the browser. */
export function startVerb(): Command {
  const { min, max } = speedLimits;
  return createVerb(
    'start',
    'run it all on this machine: real probes, alarms and alerts, with a console in the browser',
  )
    .addOption(configOption())
    .addOption(environmentOption())
    .addOption(
      new Option('-p, --port <number>', 'where the console listens; 0 picks a free port')
        .default(consolePort)
        .argParser(wholeNumberBetween(0, 65_535)),
    )
    .option(
      '--host <address>',
      'the address it listens on; any but a loopback address lets other machines in',
      '127.0.0.1',
    )
    .addOption(
      new Option('--speed <number>', 'how fast time passes, 1 to 60: at 20 a minute takes 3 seconds')
        .default(1)
        .argParser(wholeNumberBetween(min, max)),
    )
    .option('--send', 'really post to Slack and webhooks whose secrets are in .env.local')
    .action(exitWith(start));
}

async function start({ port, host, speed, send, ...source }: StartVerbOptions): Promise<ExitCode> {
  setTimingFlags();
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan, definition, file: definitionFile } = loaded;
  const targetModule = definition.environments[plan.environment]?.target;
  const interruption = interrupted();
  const { url, watch, close } = await startLocal({
    ...{ plan, definitionFile, host, port, speed, send: send === true, onError: complain },
    onEvent: createChangeReporter((line, tone) => print(paint(tones[tone], line)), plan),
    ...(targetModule === undefined ? {} : { target: targetModule }),
  });
  const { target } = watch.watch();
  print(formatBanner({ plan, url, speed, send: send === true, ...(target === undefined ? {} : { target }) }));
  await interruption;
  print('\nStopping. Ctrl-C once more ends at once.');
  await close();
  // A probe that hangs on its target would keep the process until it times out; nobody waits for its result.
  process.exit(exitCodes.ok);
}

const tones = { good: 'green', bad: 'red', neutral: 'dim' } as const satisfies Record<ChangeTone, string>;

/** How often it is looked whether whoever started this process is still there. */
const parentCheckMs = 2_000;

/**
 * Resolves at the first Ctrl-C (or SIGTERM); the second ends the process as if nobody had listened. Also when npm, which
 * started it, was ended without passing the signal on: the watch and its example must not live on without an owner.
 */
function interrupted(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    const check = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(check);
      resolve();
    }, parentCheckMs);
    check.unref();
  });
}
