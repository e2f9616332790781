import { describe, expect, it } from 'vitest';
import { explainConnectError, formatPeer } from '../../../../shared/probes/connection/connect-failure.ts';

const peer = { address: '192.0.2.7', family: 4, port: 443 } as const;
const systemError = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

describe('explainConnectError()', () => {
  it.each([
    ['ECONNREFUSED', 'target', true, 'Connection refused by 192.0.2.7:443'],
    ['ECONNRESET', 'target', true, 'Connection reset by 192.0.2.7:443'],
    ['EPIPE', 'target', true, 'Connection reset by 192.0.2.7:443'],
    ['ETIMEDOUT', 'target', true, 'No answer from 192.0.2.7:443'],
    ['EMFILE', 'probe', true, 'This process may open no more connections (too many open files)'],
    ['ENFILE', 'probe', true, 'This process may open no more connections (too many open files)'],
    ['EADDRNOTAVAIL', 'probe', true, 'This machine has no free address or port to reach 192.0.2.7:443 from'],
    ['EACCES', 'probe', true, 'The connection to 192.0.2.7:443 failed here (EACCES)'],
  ])('blames for %s the %s', (code, blame, retryable, reason) => {
    expect(explainConnectError(systemError(code), peer)).toEqual({ reason, blame, retryable });
  });

  it.each(['ENETUNREACH', 'EHOSTUNREACH'])(
    'blames for %s this machine where it has no network of that family',
    (code) => {
      const far = { address: '2001:db8::7', family: 6, port: 443 } as const;
      expect(explainConnectError(systemError(code), far, (family) => family === 4)).toEqual({
        reason: 'This machine has no IPv6 network to reach [2001:db8::7]:443',
        blame: 'probe',
        retryable: false,
      });
      expect(explainConnectError(systemError(code), far, (family) => family === 6)).toEqual({
        reason: 'No route leads to [2001:db8::7]:443',
        blame: 'target',
        retryable: true,
      });
    },
  );

  it('takes an error without a code for its own', () => {
    expect(explainConnectError(new Error('Cannot read properties'), peer)).toMatchObject({ blame: 'probe' });
  });
});

describe('formatPeer()', () => {
  it('puts IPv6 addresses in brackets', () => {
    expect(formatPeer({ address: '2001:db8::7', family: 6, port: 443 })).toBe('[2001:db8::7]:443');
    expect(formatPeer(peer)).toBe('192.0.2.7:443');
  });
});
