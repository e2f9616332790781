import { describe, expect, it } from 'vitest';
import { listEndpoints, resolveEndpoint } from '../../../shared/definition/resolve-endpoints.ts';
import { makeDefinition } from '../../support/definition.ts';

const resolve = (change: Readonly<Record<string, unknown>>, name: string) => {
  const placed = listEndpoints(makeDefinition(change)).find((endpoint) => endpoint.name === name);
  if (placed === undefined) throw new Error(`Cannot resolve "${name}": the test's definition has no such endpoint`);
  return resolveEndpoint(placed);
};

describe('resolveEndpoint()', () => {
  it('fills in every default of an endpoint that says nothing', () => {
    expect(resolve({}, 'web')).toMatchObject({
      id: 'web',
      everySeconds: 60,
      alarms: {
        down: { m: 2, n: 2, severity: 'critical' },
        certificate: [{ daysLeft: 30 }, { daysLeft: 14 }, { daysLeft: 7 }, { daysLeft: 3 }],
      },
      probe: {
        kind: 'http',
        method: 'GET',
        timeoutMs: 10_000,
        connectTimeoutMs: 5_000,
        retry: { times: 2, delayMs: 200, backoff: 'exponential' },
        followRedirects: 5,
        maxBodyBytes: 1_048_576,
      },
    });
  });

  it('lets the group override the product and the endpoint override the group', () => {
    const change = {
      defaults: { timeout: '1s', retry: { times: 0 }, headers: { 'x-a': 'product' } },
      groups: {
        api: {
          baseUrl: 'https://api.shop.example',
          timeout: '2s',
          headers: { 'x-b': 'group' },
          endpoints: {
            own: { kind: 'http', url: '/own', timeout: '3s' },
            inherited: { kind: 'http', url: '/inherited' },
          },
        },
      },
    };
    expect(resolve(change, 'inherited').probe).toMatchObject({
      url: 'https://api.shop.example/inherited',
      timeoutMs: 2_000,
      retry: { times: 0, delayMs: 200 },
      headers: { 'x-a': 'product', 'x-b': 'group' },
    });
    expect(resolve(change, 'own').probe).toMatchObject({ timeoutMs: 3_000 });
    expect(resolve(change, 'web').probe).toMatchObject({ timeoutMs: 1_000 });
  });

  it('puts a relative URL behind all of its base', () => {
    const urlOf = (baseUrl: string) =>
      resolve(
        { groups: { api: { baseUrl, endpoints: { health: { kind: 'http', url: '/health?full=1' } } } } },
        'health',
      ).probe;
    expect(urlOf('https://shop.example/api/v1')).toMatchObject({ url: 'https://shop.example/api/v1/health?full=1' });
    expect(urlOf('https://shop.example/')).toMatchObject({ url: 'https://shop.example/health?full=1' });
  });

  it('gives a kind only the settings that it knows', () => {
    const tcp = resolve(
      {
        defaults: { headers: { 'x-a': 'b' }, ca: { file: 'ca.pem' } },
        endpoints: { port: { kind: 'tcp', host: 'shop.example', port: 443 } },
      },
      'port',
    );
    expect(tcp.probe).not.toHaveProperty('headers');
    expect(tcp.probe).not.toHaveProperty('ca');
  });

  it.each([
    ['switched off by the endpoint', {}, false, undefined],
    ['switched off by the defaults', { defaults: { alarms: { down: false } } }, undefined, undefined],
    [
      'switched on again with the defaults it had',
      { defaults: { alarms: { down: false } } },
      { severity: 'warning' },
      { m: 2, n: 2, severity: 'warning' },
    ],
  ])('knows an alarm %s', (_, change, down, expected) => {
    const alarms = down === undefined ? {} : { endpoints: { web: { alarms: { down } } } };
    expect(resolve({ ...change, ...alarms }, 'web').alarms.down).toEqual(expected);
  });

  it('has a slow alarm only where a degraded latency is agreed', () => {
    expect(resolve({}, 'web').alarms.slow).toBeUndefined();
    expect(resolve({ defaults: { latency: { degraded: '1s' } } }, 'web').alarms.slow).toEqual({
      m: 3,
      n: 3,
      severity: 'warning',
    });
  });

  it('has a certificate ladder only where a certificate is seen', () => {
    expect(
      resolve({ endpoints: { plain: { kind: 'http', url: 'http://shop.example/' } } }, 'plain').alarms.certificate,
    ).toEqual([]);
  });

  it('sends a JSON body with its content type, as a POST', () => {
    expect(resolve({ endpoints: { web: { body: { a: 1 } } } }, 'web').probe).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('keeps the old id of a renamed endpoint', () => {
    expect(
      resolve({ endpoints: { storefront: { kind: 'http', url: 'https://shop.example/', id: 'home' } } }, 'storefront')
        .id,
    ).toBe('home');
  });
});
