import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** How a finished command ended. */
export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command with this process's own Node and waits for its end. */
export async function runCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliEnd> {
  const child = spawnCli(args, env);
  const ended = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  return { code, stdout, stderr };
}

/** Starts the command; the caller ends it. Nothing of this machine's AWS configuration reaches it. */
export function spawnCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, ['cli/main.ts', ...args], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A folder of its own for definitions; `remove` takes it away. */
export async function createConfigFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-cli-'));
  return {
    folder,
    /** Writes a definition as a module that exports it, and returns the file. */
    async write(definition: unknown, name = 'watchkeeper.config.mjs'): Promise<string> {
      const file = join(folder, name);
      await writeFile(file, `export default ${JSON.stringify(definition)};\n`);
      return file;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A real server on 127.0.0.1 that answers 200 on `/` and 503 elsewhere. */
export async function startSite() {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/' ? 200 : 503;
    response.end('hello');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
