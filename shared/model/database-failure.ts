/** Why a database gave no answer, told apart because each means something else. */
export const databaseFailures = {
  unreachable: 'Nothing answers: no route, refused connection, connection lost, or a TLS handshake that failed.',
  untrusted: 'It answers with a certificate that is not trusted, or without TLS.',
  credentials: 'It refuses the role or its password, or AWS refuses the call.',
  'no-database': 'The server answers, but has no such database, or the role may not connect to it.',
  full: 'It lives, but every connection that the role may use is taken (SQLSTATE 53300).',
  starting: 'It is starting up, shutting down or in recovery (SQLSTATE 57P03).',
  resuming: 'An auto-paused cluster is waking up (DatabaseResumingException).',
  locked: 'A catalog lock was not granted in time (SQLSTATE 55P03).',
  timeout: 'It did not answer in time, or cancelled the statement for its length (SQLSTATE 57014).',
  'too-large': 'The answer is larger than the adapter can carry.',
  rejected: 'It refuses the statement itself: a mistake in SQL, or a privilege that is missing.',
  ours: 'The fault is here: a secret cannot be read, no network, out of time before it began.',
} as const;

export type DatabaseFailureKind = keyof typeof databaseFailures;

/** A failure with what the server said; the message holds no secret and is at most 500 characters. */
export interface DatabaseFailure {
  readonly kind: DatabaseFailureKind;
  readonly message: string;
  /** SQLSTATE, where the server sent one. */
  readonly sqlState?: string;
  /** Where in the statement, as the server counts it: characters from 1. */
  readonly position?: number;
}
