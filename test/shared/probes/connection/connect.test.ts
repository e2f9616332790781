import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Attempt, startAttempt } from '../../../../shared/probes/attempt.ts';
import { type ConnectTarget, connect } from '../../../../shared/probes/connection/connect.ts';
import type { Link } from '../../../../shared/probes/connection/link.ts';
import { isFailure } from '../../../../shared/probes/failure.ts';
import type { Failure } from '../../../../shared/probes/probe.ts';
import type { ResolvedAddress, Resolver } from '../../../../shared/probes/resolver.ts';
import { impatient, probeContext } from '../../../support/probe-context.ts';
import { startRawServer } from '../../../support/servers/raw-server.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const v4 = (address: string): ResolvedAddress => ({ address, family: 4 });
const v6 = (address: string): ResolvedAddress => ({ address, family: 6 });

function resolverOf(...addresses: ResolvedAddress[]): Resolver {
  return { lookup: async () => ({ addresses, asked: false }), close: () => undefined };
}

interface Outcome {
  readonly link: Link | Failure;
  readonly attempt: Attempt;
}

async function connectTo(
  port: number,
  resolver: Resolver,
  differs: Partial<ConnectTarget> = {},
  signal = new AbortController().signal,
): Promise<Outcome> {
  const attempt = startAttempt(probeContext({ resolver, signal }), 5_000);
  const rules = { ...impatient, connectTimeoutMs: 5_000 };
  const link = await connect({ hostname: 'shop.example', port, rules, tls: undefined, ...differs }, attempt);
  if (!isFailure(link)) link.close();
  return { link, attempt };
}

async function serve(): Promise<number> {
  const server = await startRawServer(() => undefined);
  closers.push(server.close);
  return server.port;
}

describe('connect()', () => {
  it('goes on to the next address when one refuses', async () => {
    const port = await serve();
    const { link, attempt } = await connectTo(port, resolverOf(v4('127.0.0.2'), v4('127.0.0.3'), v4('127.0.0.1')));
    expect(link).toHaveProperty('peer', { address: '127.0.0.1', family: 4, port });
    expect(attempt.trace.address).toBe('127.0.0.1');
    expect(attempt.trace.phases.connectMs).toBeGreaterThan(0);
  });

  it('takes the first address that accepts', async () => {
    const port = await serve();
    const { attempt } = await connectTo(port, resolverOf(v4('127.0.0.1'), v4('127.0.0.2')));
    expect(attempt.trace.address).toBe('127.0.0.1');
  });

  it('passes over addresses that it may not connect to', async () => {
    const port = await serve();
    const { attempt } = await connectTo(port, resolverOf(v4('169.254.169.254'), v4('10.0.0.1'), v4('127.0.0.1')));
    expect(attempt.trace.address).toBe('127.0.0.1');
  });

  it('tries the families in turn, so that a broken one costs little', async () => {
    const port = await serve();
    const broken = Array.from({ length: 20 }, (_, index) => v6(`::ffff:127.0.1.${index + 1}`));
    const { attempt } = await connectTo(port, resolverOf(...broken, v4('127.0.0.1')));
    expect(attempt.trace.address).toBe('127.0.0.1');
  });

  it('tries no more than eight addresses of a name', async () => {
    const many = Array.from({ length: 50 }, (_, index) => v4(`127.0.1.${index + 1}`));
    const { link } = await connectTo(await closedPort(), resolverOf(...many, v4('127.0.0.1')));
    expect(link).toMatchObject({
      reason: expect.stringMatching(/^Connection refused by 127\.0\.1\.1:/),
      blame: 'target',
    });
  });

  it('ends with the run', async () => {
    const { link } = await connectTo(await serve(), resolverOf(v4('127.0.0.1')), {}, AbortSignal.abort());
    expect(link).toMatchObject({ blame: 'probe', reason: expect.stringContaining('out of time') });
  });

  it('says where a name leads that it may not follow', async () => {
    const { link } = await connectTo(443, resolverOf(v4('10.0.0.1'), v6('fd12::1')));
    expect(link).toEqual({
      reason: 'Not connected: "shop.example" leads to 10.0.0.1, a private address, which allowNetworks does not list',
      blame: 'target',
      retryable: false,
    });
  });

  it('blames itself for a resolver that found nothing and said nothing', async () => {
    const { link } = await connectTo(443, resolverOf());
    expect(link).toMatchObject({ blame: 'probe' });
  });

  it('keeps what the server says at once for whoever reads first', async () => {
    const server = await startRawServer((socket) => socket.end('220 ready\r\n'));
    closers.push(server.close);
    const attempt = startAttempt(probeContext({ resolver: resolverOf(v4('127.0.0.1')) }), 5_000);
    const rules = { ...impatient, connectTimeoutMs: 5_000 };
    const link = await connect({ hostname: 'shop.example', port: server.port, rules, tls: undefined }, attempt);
    if (isFailure(link)) throw new Error(link.reason);
    await new Promise((resolve) => link.socket.once('end', resolve)); // Everything has come before anybody reads.
    const story: string[] = [];
    link.handle({
      received: (bytes) => story.push(bytes.toString()),
      ended: () => story.push('ended'),
      failed: ({ message }) => story.push(message),
    });
    link.close();
    expect(story).toEqual(['220 ready\r\n', 'ended']);
  });

  it('fails the link, not the process, when a reader makes a mistake', async () => {
    const server = await startRawServer((socket) => socket.write('hello'));
    closers.push(server.close);
    const attempt = startAttempt(probeContext({ resolver: resolverOf(v4('127.0.0.1')) }), 5_000);
    const rules = { ...impatient, connectTimeoutMs: 5_000 };
    const link = await connect({ hostname: 'shop.example', port: server.port, rules, tls: undefined }, attempt);
    if (isFailure(link)) throw new Error(link.reason);
    const failed = new Promise<Error>((resolve) =>
      link.handle({
        received: () => {
          throw new Error('a mistake');
        },
        failed: resolve,
      }),
    );
    expect((await failed).message).toBe('a mistake');
    link.close();
  });
});

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
