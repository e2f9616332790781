import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const running = new Set<ChildProcess>();

/** Ends every process that was started here. */
export function endProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}

process.on('exit', endProcesses);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

/** The path of the first of these programs that is installed. */
export function findProgram(...names: readonly string[]): string | undefined {
  const paths = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const taskset = availableParallelism() > 1 ? findProgram('taskset') : undefined;

/** Whether clients and target have a core each, so that what one costs does not slow the other. */
export const pinned = taskset !== undefined;

/** The core that the measured client runs on, and the one of everything else. */
export const cores = { client: 0, rest: 1 } as const;

/** Puts a process that runs already, and all that it will start, on one core where the system can do that. */
export function pinProcess(pid: number, core: number): void {
  if (taskset !== undefined) execFileSync(taskset, ['-pc', String(core), String(pid)]);
}

interface ProgramOptions {
  readonly core: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly ipc?: boolean;
  /** Drops what it says on its error output. */
  readonly quiet?: boolean;
}

/** Starts a program, on one core where the system can do that. */
export function startProgram(
  [program, ...args]: readonly [string, ...string[]],
  { core, env = {}, ipc = false, quiet = false }: ProgramOptions,
): ChildProcess {
  const [command, ...rest] =
    taskset === undefined ? [program, ...args] : [taskset, '-c', String(core), program, ...args];
  const child = spawn(command, rest, {
    stdio: ['ignore', 'ignore', quiet ? 'ignore' : 'inherit', ...(ipc ? (['ipc'] as const) : [])],
    env: { ...process.env, ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** A script of this folder in a process of its own that is asked by messages. */
export interface ScriptProcess {
  ask<Answer>(message: unknown): Promise<Answer>;
  end(): Promise<void>;
}

export function startScript(script: string, core: number): ScriptProcess {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = startProgram([process.execPath, file], { core, ipc: true });
  return {
    async ask<Answer>(message: unknown): Promise<Answer> {
      const settled = new AbortController();
      const { signal } = settled;
      const failed = once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`Cannot measure: "${script}" ended with ${code}, must answer`);
      });
      try {
        child.send(message as object);
        const [answer] = await Promise.race([once(child, 'message', { signal }), failed]);
        return answer;
      } finally {
        failed.catch(() => undefined);
        settled.abort();
      }
    },
    async end() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
