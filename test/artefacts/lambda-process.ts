import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** How an invocation ended, as Lambda would see it. */
export interface InvocationEnd {
  /** What the handler answered, or the error that it threw. */
  readonly answer?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
}

/** What a process wrote until it ended, and its exit code. */
export interface ProcessEnd {
  readonly log: readonly string[];
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** One environment of Lambda: a Node process that takes one event after the other. */
export interface LambdaProcess extends AsyncDisposable {
  /** `aheadMs`: how far its clock is ahead of the real one; default 0. */
  invoke(event: unknown, clock?: { readonly aheadMs: number }): Promise<InvocationEnd>;
  /** Lets it come to its end. */
  end(): Promise<ProcessEnd>;
}

const runtime = fileURLToPath(new URL('runtime-stand-in.ts', import.meta.url));

/** Starts a process that knows nothing but the environment that it is given. */
export function startLambda({
  directory,
  timeoutSeconds,
  environment,
}: {
  readonly directory: string;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}): LambdaProcess {
  const child = spawn(process.execPath, [runtime, `${timeoutSeconds}`], {
    cwd: directory,
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const written = Promise.all([text(child.stdout), text(child.stderr)]);
  const answers = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]();
  // Writing to a process that has crashed is an error of the pipe; what matters is that it gives no answer.
  child.stdin.on('error', () => undefined);

  async function end(): Promise<ProcessEnd> {
    child.stdin.end();
    const [[stdout, stderr], [exitCode]] = await Promise.all([written, exited]);
    return { log: stdout.split('\n').filter((line) => line !== ''), stderr, exitCode };
  }

  return {
    end,
    async invoke(event, { aheadMs } = { aheadMs: 0 }) {
      child.stdin.write(`${JSON.stringify({ event, aheadMs })}\n`);
      const { value, done } = await answers.next();
      return done === true ? { error: { name: 'Crash', message: (await end()).stderr } } : JSON.parse(value);
    },
    [Symbol.asyncDispose]: async () => void (await end()),
  };
}
