import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { ConsoleFiles } from '../console/build.ts';
import { type AppOptions, createApp } from './app.ts';
import { isUnspecified } from './guard.ts';
import type { WatchSource } from './watch-source.ts';

/** A console that listens. */
export interface ApiServer {
  /** Where a browser on this machine finds it. */
  readonly url: string;
  /** Ends every stream and connection, and stops listening. */
  close(): Promise<void>;
}

/** Serves the console and its JSON API. Rejects, in one sentence, where the address cannot be listened on. */
export async function serveApi(
  source: WatchSource,
  consoleFiles: ConsoleFiles,
  { port, ...options }: AppOptions & { readonly port: number },
): Promise<ApiServer> {
  const { app, closeStreams } = createApp(source, consoleFiles, options);
  const { host } = options;
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explainListen(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { port: openPort } = server.address() as AddressInfo;
  return {
    url: `http://${urlHost(host)}:${openPort}`,
    close: () =>
      new Promise((resolve) => {
        closeStreams();
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function urlHost(host: string): string {
  if (isUnspecified(host)) return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

const listenProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken, must be free; choose another with --port',
  EACCES: 'this user may not, must be a port from 1024 up',
  EADDRNOTAVAIL: 'this machine has no such address, must be one of its own',
  ENOTFOUND: 'the host name is unknown, must be an address of this machine',
};

function explainListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const what = listenProblems[error.code ?? ''] ?? error.message;
  return new Error(`Cannot listen on ${host}:${port}: ${what}`, { cause: error });
}
