import { stat, writeFile } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StartTarget } from '../../examples/target.ts';
import { closeServer, connectTo, findFreePort, listLoopbackHosts, occupy, openSilently, portAt } from './loopback.ts';
import { createStateDir, portOf, start } from './target-under-test.ts';
import { outcomeOf, visit } from './visit.ts';

/** What the kit needs to know of a target. */
export interface TargetKit {
  readonly name: string;
  readonly startTarget: StartTarget;
  /** A page that answers 200 while all is well. */
  readonly healthyPath: string;
  readonly faultIds: readonly string[];
  readonly expiredCertificateFault: string;
}

/** The contract of every website target: it starts whole or not at all, breaks, heals, and leaves nothing behind. */
export function describeTarget(kit: TargetKit): void {
  describe(`target "${kit.name}" as a target`, () => {
    describeStart(kit);
    describeRefusals(kit);
    describeFaults(kit);
    describeOutage(kit);
    describeCertificate(kit);
    describeClose(kit);
  });
}

function describeStart({ name, startTarget, healthyPath }: TargetKit): void {
  it('answers over HTTP, and over HTTPS to whoever trusts its authority', async () => {
    const { target, statusOf } = await start(startTarget);
    expect(target.name).toBe(name);
    expect(target.urls.http).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(target.urls.https).toMatch(/^https:\/\/localhost:\d+$/);
    expect(await statusOf('http', healthyPath)).toBe(200);
    expect(await statusOf('https', healthyPath)).toBe(200);
  });

  it('answers over HTTPS on every loopback address of the machine', async () => {
    const { target, ca } = await start(startTarget);
    for (const host of listLoopbackHosts()) {
      const url = `https://${host}:${portOf(target, 'https')}${healthyPath}`;
      expect(await outcomeOf(visit(url, { ca })), host).toBe(200);
    }
  });

  it('writes the certificate of its authority, readable for everybody, and no key', async () => {
    const stateDir = join(await createStateDir(), 'made', 'on', 'demand');
    const target = await startTarget({ stateDir, ports: { http: 0, https: 0 } });
    onTestFinished(() => target.close());
    expect((await stat(join(stateDir, 'ca.pem'))).mode & 0o777).toBe(0o644);
    const { ca } = await start(startTarget);
    expect(ca).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(ca).not.toContain('PRIVATE KEY');
  });
}

function describeRefusals({ name, startTarget }: TargetKit): void {
  it.each(['http', 'https'] as const)('does not start on a taken %s port, and leaves no other open', async (scheme) => {
    const taken = await occupy(0);
    const free = await findFreePort();
    const ports = { http: free, https: free, [scheme]: portAt(taken) };
    await expect(startTarget({ stateDir: await createStateDir(), ports })).rejects.toThrow(
      `Cannot open "${name}" on ${scheme}://127.0.0.1:${portAt(taken)}: port ${portAt(taken)} is taken, must be free: ` +
        `end the other start of this example ("lsof -i :${portAt(taken)}" names its process)`,
    );
    expect(await connectTo(free)).toBe('ECONNREFUSED');
  });

  it('does not start on a port that cannot be', async () => {
    const starting = startTarget({ stateDir: await createStateDir(), ports: { http: 70_000, https: 0 } });
    await expect(starting).rejects.toThrow(/^Cannot open ".+" on http:\/\/127\.0\.0\.1:70000: .+, must be a port/);
  });

  it('does not start with a port it does not know', async () => {
    const starting = startTarget({ stateDir: await createStateDir(), ports: { htpps: 0 } });
    await expect(starting).rejects.toThrow(
      `Cannot open "${name}" on port "htpps": unknown port, must be one of "http", "https"`,
    );
  });

  it('does not start without a directory to write to, and leaves no port open', async () => {
    const file = join(await createStateDir(), 'a-file');
    await writeFile(file, '');
    const [http, https] = [await findFreePort(), await findFreePort()];
    await expect(startTarget({ stateDir: file, ports: { http, https } })).rejects.toThrow(
      /^Cannot write the certificate authority to ".*a-file\/ca\.pem": E.+, must be a writable directory/,
    );
    expect(await connectTo(http)).toBe('ECONNREFUSED');
    expect(await connectTo(https)).toBe('ECONNREFUSED');
  });
}

function describeFaults({ name, startTarget, healthyPath, faultIds }: TargetKit): void {
  it('lists its faults, none of them active', async () => {
    const { target } = await start(startTarget);
    const faults = target.listFaults();
    expect(faults.map(({ id }) => id)).toEqual(faultIds);
    expect(faults.filter(({ active }) => active)).toEqual([]);
    expect(faults.filter(({ title, description }) => title === '' || description === '')).toEqual([]);
  });

  it('refuses a fault it does not have', async () => {
    const { target } = await start(startTarget);
    const known = faultIds.map((id) => `"${id}"`).join(', ');
    await expect(target.setFault('dwon', true)).rejects.toThrow(
      `Cannot change fault "dwon" of "${name}": unknown fault, must be one of ${known}`,
    );
  });

  it('is whole again after every fault at once', async () => {
    const { target, statusOf, readDaysLeft } = await start(startTarget);
    for (const id of faultIds) await target.setFault(id, true);
    expect(target.listFaults().every(({ active }) => active)).toBe(true);
    expect(await statusOf('http', healthyPath)).toBe('ECONNREFUSED');
    for (const id of faultIds) await target.setFault(id, false);
    expect(target.listFaults().some(({ active }) => active)).toBe(false);
    expect(await statusOf('http', healthyPath)).toBe(200);
    expect(await statusOf('https', healthyPath)).toBe(200);
    expect(await readDaysLeft()).toBe(60);
  });

  it('applies changes in the order they were asked for', async () => {
    const { target, statusOf } = await start(startTarget);
    await Promise.all([target.setFault('down', true), target.setFault('down', false), target.setFault('down', true)]);
    expect(await statusOf('http', healthyPath)).toBe('ECONNREFUSED');
    expect(target.listFaults().filter(({ active }) => active)).toMatchObject([{ id: 'down' }]);
  });
}

function describeOutage({ startTarget, healthyPath }: TargetKit): void {
  it('refuses connections and ends the open ones while it is down, and heals on the same ports', async () => {
    const { target, statusOf } = await start(startTarget);
    const { urls } = target;
    const silent = openSilently(portOf(target, 'https'));
    await silent.established;
    await target.setFault('down', true);
    await silent.closed;
    expect(await statusOf('http', healthyPath)).toBe('ECONNREFUSED');
    expect(await statusOf('https', healthyPath)).toBe('ECONNREFUSED');
    await target.setFault('down', false);
    expect(target.urls).toEqual(urls);
    expect(await statusOf('http', healthyPath)).toBe(200);
    expect(await statusOf('https', healthyPath)).toBe(200);
  });

  it('stays down when its port was taken meanwhile, and heals once it is free', async () => {
    const { target, statusOf } = await start(startTarget);
    await target.setFault('down', true);
    const port = portOf(target, 'https');
    const squatter = await occupy(port);
    await expect(target.setFault('down', false)).rejects.toThrow(`https://127.0.0.1:${port}: port ${port} is taken`);
    expect(target.listFaults().filter(({ active }) => active)).toMatchObject([{ id: 'down' }]);
    expect(await statusOf('http', healthyPath)).toBe('ECONNREFUSED');
    await closeServer(squatter);
    await target.setFault('down', false);
    expect(await statusOf('https', healthyPath)).toBe(200);
  });
}

function describeCertificate({ startTarget, healthyPath, expiredCertificateFault }: TargetKit): void {
  it('shows an expired certificate to a client that would resume its session, and the good one when healed', async () => {
    const { target, statusOf, readDaysLeft } = await start(startTarget);
    const agent = new HttpsAgent({ keepAlive: false });
    expect(await statusOf('https', healthyPath, { agent })).toBe(200);
    await target.setFault(expiredCertificateFault, true);
    expect(await statusOf('https', healthyPath, { agent })).toBe('CERT_HAS_EXPIRED');
    expect(await statusOf('http', healthyPath)).toBe(200);
    expect(await readDaysLeft()).toBe(-2);
    await target.setFault(expiredCertificateFault, false);
    expect(await statusOf('https', healthyPath, { agent })).toBe(200);
    expect(await readDaysLeft()).toBe(60);
  });

  it('ends the connections made under the certificate before', async () => {
    const { target } = await start(startTarget);
    const silent = openSilently(portOf(target, 'https'));
    await silent.established;
    await target.setFault(expiredCertificateFault, true);
    await silent.closed;
  });
}

function describeClose({ name, startTarget, healthyPath }: TargetKit): void {
  it('leaves nothing listening and no connection open when closed', async () => {
    const { target, statusOf } = await start(startTarget);
    const agent = new HttpAgent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    expect(await statusOf('http', healthyPath, { agent })).toBe(200);
    const silent = openSilently(portOf(target, 'https'));
    await silent.established;
    await target.close();
    await silent.closed;
    expect(await connectTo(portOf(target, 'http'))).toBe('ECONNREFUSED');
    expect(await connectTo(portOf(target, 'https'))).toBe('ECONNREFUSED');
  });

  it('may be closed twice, and while it is down', async () => {
    const { target } = await start(startTarget);
    await target.setFault('down', true);
    await Promise.all([target.close(), target.close()]);
    expect(await connectTo(portOf(target, 'http'))).toBe('ECONNREFUSED');
  });

  it('does not come back after it was closed', async () => {
    const { target } = await start(startTarget);
    await target.setFault('down', true);
    await target.close();
    await expect(target.setFault('down', false)).rejects.toThrow(
      `Cannot change fault "down" of "${name}": the target is closed, must be running`,
    );
  });
}
