import { Command, CommanderError } from 'commander';
import { ackVerb } from './ack.ts';
import { channelsVerb } from './channels.ts';
import { databaseVerb } from './database.ts';
import { drillVerb } from './drill.ts';
import { exitCodes } from './exit-codes.ts';
import { explainVerb } from './explain.ts';
import { incidentsVerb } from './incidents.ts';
import { invokeVerb } from './invoke.ts';
import { kpiVerb } from './kpi.ts';
import { onCallVerb } from './on-call.ts';
import { planVerb } from './plan.ts';
import { probeVerb } from './probe.ts';
import { reportVerb } from './report.ts';
import { resolveVerb } from './resolve.ts';
import { runbookVerb } from './runbook.ts';
import { silenceVerb } from './silence.ts';
import { startVerb } from './start.ts';
import { statusVerb } from './status.ts';
import { validateVerb } from './validate.ts';
import { complain } from './verb.ts';

const verbs = (): readonly Command[] => [
  startVerb(),
  statusVerb(),
  validateVerb(),
  probeVerb(),
  databaseVerb(),
  kpiVerb(),
  reportVerb(),
  incidentsVerb(),
  ackVerb(),
  resolveVerb(),
  silenceVerb(),
  explainVerb(),
  onCallVerb(),
  runbookVerb(),
  drillVerb(),
  channelsVerb(),
  invokeVerb(),
  planVerb(),
];

/** Verbs in a group end like all others: with our exit codes, never on their own. */
function inheritSettings(verb: Command, parent: Command): void {
  verb.copyInheritedSettings(parent);
  for (const child of verb.commands) inheritSettings(child, verb);
}

/** Runs the command with a process's arguments and sets the exit code. Never rejects. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const program = new Command('watchkeeper')
    .description('Monitoring as code: one typed definition becomes probes, alarms, dashboards and alerts.')
    .showHelpAfterError('(--help says more)')
    .exitOverride();
  for (const verb of verbs()) {
    program.addCommand(verb);
    inheritSettings(verb, program);
  }
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has already told what is wrong with the command line, or shown the help that was asked for.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    else {
      complain(error);
      process.exitCode = exitCodes.failed;
    }
  }
}
