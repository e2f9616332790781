import { describe, expect, it } from 'vitest';
import type { Secrets } from '../../../shared/ports/secrets.ts';
import type { HttpSpec } from '../../../shared/probes/http.ts';
import { prepareRequest } from '../../../shared/probes/http-request.ts';
import { impatient, probeContext } from '../../support/probe-context.ts';

const base: HttpSpec = {
  kind: 'http',
  url: 'https://shop.example/health',
  method: 'GET',
  headers: {},
  followRedirects: 5,
  maxBodyBytes: 1_000,
  expect: {},
  ca: [],
  dangerouslySkipTlsVerify: false,
  ...impatient,
};

const values: Record<string, string> = { token: 't0ken', password: 'päss', broken: 'line\n', key: 'k3y' };
const secrets: Secrets = {
  get: async ({ secret }) => values[secret] ?? Promise.reject(new Error(`Cannot read secret "${secret}"`)),
};

async function prepare(differs: Partial<HttpSpec>) {
  const prepared = await prepareRequest({ ...base, ...differs }, probeContext({ secrets }));
  if (!('request' in prepared)) return prepared;
  const { request, secretValues } = prepared;
  return {
    fields: request.fields.map(({ name, value, isConfidential }) => [name, value, isConfidential]),
    secretValues,
  };
}

describe('prepareRequest()', () => {
  it('writes basic credentials in UTF-8, and hides them in both forms', async () => {
    const credentials = Buffer.from('shop:päss').toString('base64');
    expect(await prepare({ auth: { kind: 'basic', username: 'shop', password: { secret: 'password' } } })).toEqual({
      fields: [['authorization', `Basic ${credentials}`, true]],
      secretValues: ['päss', credentials],
    });
  });

  it('writes a bearer token', async () => {
    expect(await prepare({ auth: { kind: 'bearer', token: { secret: 'token' } } })).toEqual({
      fields: [['authorization', 'Bearer t0ken', true]],
      secretValues: ['t0ken'],
    });
  });

  it('writes an API key into its header', async () => {
    expect(await prepare({ auth: { kind: 'api-key', header: 'X-Key', value: { secret: 'key' } } })).toEqual({
      fields: [['X-Key', 'k3y', true]],
      secretValues: ['k3y'],
    });
  });

  it('keeps secret headers and those that prove who asks apart from plain ones', async () => {
    const headers = { 'x-key': { secret: 'key' }, 'x-plain': 'plain', Cookie: 'a=b', Authorization: 'Custom c' };
    expect(await prepare({ headers })).toEqual({
      fields: [
        ['x-key', 'k3y', true],
        ['x-plain', 'plain', false],
        ['Cookie', 'a=b', true],
        ['Authorization', 'Custom c', true],
      ],
      secretValues: ['k3y'],
    });
  });

  it('blames itself for a secret that is not there', async () => {
    expect(await prepare({ auth: { kind: 'bearer', token: { secret: 'nowhere' } } })).toEqual({
      reason: 'Cannot read secret "nowhere"',
      blame: 'probe',
      retryable: true,
    });
  });

  it('blames itself for a secret that no header can hold, without showing it', async () => {
    expect(await prepare({ auth: { kind: 'bearer', token: { secret: 'broken' } } })).toEqual({
      reason: 'Cannot send header "authorization": its value has a line break or a NUL, must be one line',
      blame: 'probe',
      retryable: false,
    });
  });

  it('does not wait for a secret for ever', async () => {
    const never: Secrets = { get: () => new Promise(() => undefined) };
    const spec: HttpSpec = { ...base, timeoutMs: 20, headers: { 'x-key': { secret: 'key' } } };
    expect(await prepareRequest(spec, probeContext({ secrets: never }))).toEqual({
      reason: 'A secret of this probe was not read in time',
      blame: 'probe',
      retryable: true,
    });
  });

  it('reads a secret anew for every attempt: it may have been changed', async () => {
    let reads = 0;
    const counting: Secrets = { get: async () => `value ${++reads}` };
    const spec: HttpSpec = { ...base, headers: { 'x-key': { secret: 'key' } } };
    const context = probeContext({ secrets: counting });
    await prepareRequest(spec, context);
    expect(await prepareRequest(spec, context)).toMatchObject({ secretValues: ['value 2'] });
  });
});
