import { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { printAside } from './terminal.ts';

/** Does what a verb promises, and says with which code the process should end: one of `exitCodes`, or that of a command it ran. */
export type Act<Args extends readonly unknown[]> = (...args: Args) => Promise<number>;

/** A verb of the command. Where `act` throws, its sentence goes to standard error; the stack only with DEBUG set. */
export function createVerb(name: string, summary: string): Command {
  return new Command(name).description(summary).showHelpAfterError('(--help says more)');
}

/** Wraps what a verb does for commander: sets the exit code, and turns an error into one line. */
export function exitWith<Args extends readonly unknown[]>(act: Act<Args>): (...args: Args) => Promise<void> {
  return async (...args) => {
    try {
      process.exitCode = await act(...args);
    } catch (error) {
      complain(error);
      process.exitCode = exitCodes.failed;
    }
  };
}

/** Tells what went wrong in one line, with the stack where DEBUG asks for it. */
export function complain(error: unknown): void {
  const isDebugging = (process.env.DEBUG ?? '') !== '';
  if (!(error instanceof Error)) printAside(String(error));
  else printAside(isDebugging && error.stack !== undefined ? error.stack : error.message);
}
