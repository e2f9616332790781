import { Command, CommanderError } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { invokeVerb } from './invoke.ts';
import { planVerb } from './plan.ts';
import { probeVerb } from './probe.ts';
import { startVerb } from './start.ts';
import { validateVerb } from './validate.ts';
import { complain } from './verb.ts';

/** Runs the command with a process's arguments and sets the exit code. Never rejects. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const program = new Command('watchkeeper')
    .description('Monitoring as code: one typed definition becomes probes, alarms, dashboards and alerts.')
    .showHelpAfterError('(--help says more)')
    .exitOverride();
  for (const verb of [startVerb(), validateVerb(), probeVerb(), invokeVerb(), planVerb()]) {
    program.addCommand(verb.copyInheritedSettings(program));
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
