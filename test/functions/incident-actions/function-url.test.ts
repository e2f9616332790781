import { describe, expect, it } from 'vitest';
import { fromUrlEvent, toUrlResult } from '../../../functions/incident-actions/function-url.ts';

const event = {
  rawPath: '/i/token',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  requestContext: { http: { method: 'POST' } },
  isBase64Encoded: false,
};

describe('fromUrlEvent()', () => {
  it.each([
    ['a body as it is', { body: 'note=caf%C3%A9' }, 'note=caf%C3%A9'],
    ['a body in Base64', { body: Buffer.from('note=é', 'utf8').toString('base64'), isBase64Encoded: true }, 'note=é'],
    ['no body', {}, ''],
  ])('reads %s', (_, change, body) => {
    expect(fromUrlEvent({ ...event, ...change })).toEqual({
      ...{ method: 'POST', path: '/i/token', headers: event.headers },
      body,
    });
  });
});

describe('toUrlResult()', () => {
  it('answers with status, headers and body', () => {
    expect(toUrlResult({ status: 303, headers: { location: '/i/token' }, body: '' })).toEqual({
      ...{ statusCode: 303, headers: { location: '/i/token' }, body: '' },
    });
  });
});
