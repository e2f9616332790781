import type { DatabaseFailure, DatabaseFailureKind } from '../../model/database-failure.ts';
import { hasNetwork } from '../../probes/connection/own-network.ts';
import { classifySqlState, type DatabasePhase } from '../classify-sql-state.ts';
import { cleanMessage } from '../clean-message.ts';
import { type ConnectionTarget, formatTarget } from './target.ts';

/** What `pg` and Node put on errors, where they do. */
interface ErrorDetails {
  readonly message?: string;
  readonly code?: string;
  /** Only errors that a server reported have one. */
  readonly severity?: string;
  readonly position?: string;
}

/** What an error of `pg` or of the socket below it means. The message holds no secret of the target. */
export function explainError(error: unknown, target: ConnectionTarget, phase: DatabasePhase): DatabaseFailure {
  const details = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as ErrorDetails;
  const report = readServerReport(details);
  if (report !== undefined) {
    const { position } = details;
    return {
      kind: classifySqlState(report, phase),
      message: cleanMessage(details.message ?? `SQLSTATE ${report.sqlState}`, target.secrets),
      sqlState: report.sqlState,
      ...(position === undefined ? {} : { position: Number(position) }),
    };
  }
  const { kind, message } = explainLocally(details, formatTarget(target));
  return { kind, message: cleanMessage(message, target.secrets) };
}

/** Whether the error came from the server and left the connection as it was. */
export function isRefusalOnly(error: unknown): boolean {
  const { severity } = (error ?? {}) as ErrorDetails;
  return severity !== undefined && severity !== 'FATAL' && severity !== 'PANIC';
}

function readServerReport({ code, severity }: ErrorDetails) {
  if (severity === undefined || code === undefined) return undefined;
  return { sqlState: code, severity };
}

interface Explanation {
  readonly kind: DatabaseFailureKind;
  readonly message: string;
}

/** How OpenSSL and Node name what is wrong with a certificate (x509_vfy.h without `X509_V_ERR_`). */
const certificateCodes =
  /^(CERT_|ERR_TLS_CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_|CRL_|ERROR_IN_CERT_)/;

/** What `pg` says without a code. */
const messages: readonly (readonly [pattern: RegExp, explain: (to: string) => Explanation])[] = [
  [
    /does not support SSL/,
    (to) => ({ kind: 'untrusted', message: `${to} offers no TLS: no password was sent over an open line` }),
  ],
  [
    /error establishing an SSL connection|invalid response/,
    (to) => ({ kind: 'unreachable', message: `${to} does not speak PostgreSQL's protocol` }),
  ],
  [
    /SASL: SCRAM-SERVER-FINAL-MESSAGE/,
    (to) => ({ kind: 'untrusted', message: `${to} could not prove that it knows the password of the role` }),
  ],
  [
    /client password must be/,
    (to) => ({ kind: 'credentials', message: `${to} asks for a password, and there is none` }),
  ],
  [
    /Connection terminated|not queryable/,
    (to) => ({ kind: 'unreachable', message: `${to} closed the connection without a word` }),
  ],
];

function explainLocally({ code = '', message = '' }: ErrorDetails, to: string): Explanation {
  if (certificateCodes.test(code)) {
    return { kind: 'untrusted', message: `The certificate of ${to} is not trusted: ${message} (${code})` };
  }
  if (/^ERR_(SSL|TLS)_|^EPROTO$/.test(code)) {
    return { kind: 'unreachable', message: `The TLS handshake with ${to} failed (${code})` };
  }
  const said = messages.find(([pattern]) => pattern.test(message));
  if (code === '' && said !== undefined) return said[1](to);
  return explainSystemError(code, message, to);
}

function explainSystemError(code: string, message: string, to: string): Explanation {
  switch (code) {
    case 'ECONNREFUSED':
      return { kind: 'unreachable', message: `Connection refused by ${to}` };
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
      return { kind: 'unreachable', message: `Connection reset by ${to}` };
    case 'ETIMEDOUT':
      return { kind: 'unreachable', message: `No answer from ${to}` };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return withNetwork({ kind: 'unreachable', message: `The host of ${to} has no address (${code})` });
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      return withNetwork({ kind: 'unreachable', message: `No route leads to ${to}` });
    case 'EMFILE':
    case 'ENFILE':
    case 'EADDRNOTAVAIL':
      return { kind: 'ours', message: `This machine may open no more connections to ${to} (${code})` };
    default:
      return { kind: 'unreachable', message: `The connection to ${to} failed: ${code === '' ? message : code}` };
  }
}

/** Without a network of one's own, nothing is to be said about others. */
function withNetwork(explanation: Explanation): Explanation {
  if (hasNetwork(4) || hasNetwork(6)) return explanation;
  return { kind: 'ours', message: `${explanation.message}; this machine has no network` };
}
