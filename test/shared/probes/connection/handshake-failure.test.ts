import { describe, expect, it } from 'vitest';
import { explainHandshakeError, isTlsError } from '../../../../shared/probes/connection/handshake-failure.ts';

const peer = { address: '192.0.2.7', family: 4, port: 443 } as const;
const tlsError = (code: string, reason?: string): Error => Object.assign(new Error('of OpenSSL'), { code, reason });

describe('explainHandshakeError()', () => {
  it.each([
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'the server does not speak TLS on this port'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'the server offers no TLS version of today (1.2 or newer)'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'the server offers no TLS version of today (1.2 or newer)'],
    ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'the server knows no such host name'],
    ['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', 'the server does not offer HTTP/1.1'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'the server demands a client certificate'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'the server and this client have no cipher in common'],
    ['ERR_SSL_DH_KEY_TOO_SMALL', 'the server uses keys or signatures that are too weak'],
  ])('says what %s means', (code, meaning) => {
    expect(explainHandshakeError(tlsError(code), peer)).toEqual({
      reason: `TLS handshake with 192.0.2.7:443 failed: ${meaning}`,
      blame: 'target',
      retryable: false,
    });
  });

  it("passes on OpenSSL's own words for what it does not know", () => {
    const error = tlsError('ERR_SSL_BAD_SIGNATURE', 'bad signature');
    expect(explainHandshakeError(error, peer).reason).toBe('TLS handshake with 192.0.2.7:443 failed: bad signature');
  });

  it('reads the code where there are no words', () => {
    const { reason } = explainHandshakeError(tlsError('ERR_TLS_DH_PARAM_SIZE'), peer);
    expect(reason).toBe('TLS handshake with 192.0.2.7:443 failed: dh param size');
  });

  it('says that a connection was closed during the handshake, which may pass', () => {
    expect(explainHandshakeError(tlsError('ECONNRESET'), peer)).toEqual({
      reason: '192.0.2.7:443 closed the connection during the TLS handshake',
      blame: 'target',
      retryable: true,
    });
  });

  it('explains other errors as those of the connection', () => {
    expect(explainHandshakeError(tlsError('EMFILE'), peer)).toMatchObject({ blame: 'probe' });
  });
});

describe('isTlsError()', () => {
  it('knows the errors of OpenSSL', () => {
    expect(isTlsError(tlsError('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'))).toBe(true);
    expect(isTlsError(tlsError('ECONNRESET'))).toBe(false);
  });
});
