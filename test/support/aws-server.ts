import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** A call that an SDK client made, in the JSON protocols of AWS (awsJson1.0, awsJson1.1). */
export interface AwsCall {
  /** E.g. `PutMetricData`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly compressed: boolean;
  /** The region that the call was signed for. */
  readonly region: string;
}

/** What the service answers: an output, an error by its name, no answer at all, or a connection that breaks. */
export type AwsAnswer =
  | { readonly output: unknown }
  | { readonly error: string; readonly status?: number; readonly message?: string }
  | 'never'
  | 'reset';

/** A stand-in for AWS services on 127.0.0.1. */
export interface AwsServer {
  /** For the configuration of an SDK client: where the service is, and credentials that it accepts. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly calls: readonly AwsCall[];
  close(): Promise<void>;
}

/** Starts a service that answers each call as `answer` says. */
export async function startAwsServer(answer: (call: AwsCall) => AwsAnswer): Promise<AwsServer> {
  const calls: AwsCall[] = [];
  const server = createServer(async (request, response) => {
    const call = await readCall(request);
    calls.push(call);
    const said = answer(call);
    if (said === 'never') return;
    if (said === 'reset') return request.socket.resetAndDestroy();
    const failed = 'error' in said;
    response.writeHead(failed ? (said.status ?? 400) : 200, { 'content-type': request.headers['content-type'] });
    response.end(JSON.stringify(failed ? { __type: said.error, message: said.message ?? said.error } : said.output));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test' },
    },
    calls,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readCall(request: IncomingMessage): Promise<AwsCall> {
  const compressed = request.headers['content-encoding'] === 'gzip';
  const bytes = await buffer(request);
  return {
    operation: String(request.headers['x-amz-target']).split('.').at(-1) ?? '',
    input: JSON.parse((compressed ? gunzipSync(bytes) : bytes).toString()),
    compressed,
    region: /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '',
  };
}
