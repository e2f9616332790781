import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/probes/probe.ts';
import { runTcp } from '../../../shared/probes/run-tcp.ts';
import type { TcpSpec } from '../../../shared/probes/tcp.ts';
import { describeProbe } from '../../support/describe-probe.ts';
import { impatient, probeContext } from '../../support/probe-context.ts';
import { type RawServer, sayAndEnd, sayAndStay, startRawServer } from '../../support/servers/raw-server.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serve(...start: Parameters<typeof startRawServer>): Promise<RawServer> {
  const server = await startRawServer(...start);
  closers.push(server.close);
  return server;
}

function probe(port: number, differs: Partial<TcpSpec> = {}, context = probeContext()): Promise<Finding> {
  return runTcp({ kind: 'tcp', host: '127.0.0.1', port, expect: {}, ...impatient, ...differs }, context);
}

const patient = { timeoutMs: 5_000, connectTimeoutMs: 5_000 } as const;

describeProbe('tcp', ({ host, port, ...rules }, context) => probe(port, { host, ...rules }, context));

describe('runTcp()', () => {
  it('is content with a connection where nothing is expected', async () => {
    const { port } = await serve(() => undefined);
    const finding = await probe(port, patient);
    expect(finding.failure).toBeUndefined();
    expect(finding).toMatchObject({ checks: [], address: '127.0.0.1' });
    expect(Object.keys(finding.phases)).toEqual(['connectMs', 'totalMs']);
  });

  it('hears what a service says by itself, though it stays connected', async () => {
    const { port } = await serve((socket) => socket.write('220 mail.shop.example ready\r\n'));
    const finding = await probe(port, { ...patient, expect: { matches: '^220 ' } });
    expect(finding.checks).toEqual([
      {
        check: 'answer',
        level: 'passed',
        expected: 'answer matching /^220 /',
        actual: '"220 mail.shop.example ready"',
      },
    ]);
    expect(finding.phases.waitMs).toBeGreaterThanOrEqual(0);
  });

  it('says something and hears the answer, in as many pieces as it comes', async () => {
    const server = await serve((socket) =>
      socket.once('data', () => {
        socket.write('+PO');
        setTimeout(() => socket.write('NG\r\n'), 10);
      }),
    );
    const finding = await probe(server.port, { ...patient, send: 'PING\r\n', expect: { contains: 'PONG' } });
    expect(finding.checks).toEqual([
      { check: 'answer', level: 'passed', expected: 'answer containing "PONG"', actual: '"+PONG"' },
    ]);
    expect(server.received).toEqual(['PING\r\n']);
  });

  it.each<readonly [string, Parameters<typeof startRawServer>[0], string]>([
    ['says something else and ends', sayAndEnd('-ERR no\r\n'), '"-ERR no"'],
    ['says something else and stays', sayAndStay('-ERR no\r\n'), '"-ERR no"'],
    ['says nothing', () => undefined, 'nothing'],
    ['ends without a word', (socket) => socket.end(), 'nothing'],
  ])('fails when the service %s', async (_, answer, actual) => {
    const { port } = await serve(answer);
    const finding = await probe(port, { send: 'PING\r\n', expect: { contains: 'PONG' } });
    expect(finding.failure).toBeUndefined();
    expect(finding.checks).toEqual([
      { check: 'answer', level: 'failed', expected: 'answer containing "PONG"', actual },
    ]);
  });

  it('hears no more than the beginning of an endless answer', async () => {
    const server = await serve((socket) => {
      const write = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(10_000)));
      };
      socket.on('drain', write);
      write();
    });
    const finding = await probe(server.port, { ...patient, expect: { contains: 'PONG' } });
    expect(finding.checks).toMatchObject([{ level: 'failed' }]);
    expect(server.sentBytes()).toBeLessThan(32 * 1024 * 1024);
  });

  it('says that a connection was reset', async () => {
    const { port } = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const finding = await probe(port, { ...patient, send: 'PING\r\n', expect: { contains: 'PONG' } });
    expect(finding.failure).toEqual({
      reason: `Connection reset by 127.0.0.1:${port}`,
      blame: 'target',
      retryable: true,
    });
  });

  it('ends with the run, and then blames itself', async () => {
    const run = new AbortController();
    const { port } = await serve((socket) => socket.once('data', () => run.abort()));
    const differs = { ...patient, send: 'PING\r\n', expect: { contains: 'PONG' } };
    const finding = await probe(port, differs, probeContext({ signal: run.signal }));
    expect(finding.failure).toMatchObject({ blame: 'probe' });
  });
});
