import { badAnswer } from '../failure.ts';
import type { Failure } from '../probe.ts';
import { explainConnectError, formatPeer, type Peer } from './connect-failure.ts';

/** What OpenSSL's reasons mean, by their name in `error.code` without `ERR_SSL_` (openssl/sslerr.h). First match counts. */
const meanings: readonly (readonly [reason: RegExp, meaning: string])[] = [
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE|HTTP_REQUEST/,
    'the server does not speak TLS on this port',
  ],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/, 'the server offers no TLS version of today (1.2 or newer)'],
  [/UNRECOGNIZED_NAME/, 'the server knows no such host name'],
  [/NO_APPLICATION_PROTOCOL/, 'the server does not offer HTTP/1.1'],
  [/CERTIFICATE_REQUIRED|ALERT_BAD_CERTIFICATE/, 'the server demands a client certificate'],
  [/HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_SUITABLE/, 'the server and this client have no cipher in common'],
  [/DH_KEY_TOO_SMALL|KEY_TOO_SMALL|MD_TOO_WEAK/, 'the server uses keys or signatures that are too weak'],
];

/** Why a TLS handshake failed: TLS was spoken wrongly, or the connection below it broke. */
export function explainHandshakeError(error: Error, peer: Peer): Failure {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ECONNRESET') {
    return {
      ...explainConnectError(error, peer),
      reason: `${formatPeer(peer)} closed the connection during the TLS handshake`,
    };
  }
  if (!/^ERR_(SSL|TLS)_|^EPROTO$/.test(code)) return explainConnectError(error, peer);
  return badAnswer(`TLS handshake with ${formatPeer(peer)} failed: ${explainReason(error, code)}`);
}

/** True for the errors of a TLS layer, which may also come after the handshake (TLS 1.3 judges client certificates then). */
export function isTlsError(error: Error): boolean {
  return /^ERR_SSL_/.test((error as NodeJS.ErrnoException).code ?? '');
}

function explainReason(error: Error & { readonly reason?: string }, code: string): string {
  const known = meanings.find(([reason]) => reason.test(code))?.[1];
  return (
    known ??
    error.reason ??
    code
      .replace(/^ERR_(SSL|TLS)_/, '')
      .replaceAll('_', ' ')
      .toLowerCase()
  );
}
