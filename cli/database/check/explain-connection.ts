import type { DatabaseSpec, DatabaseTls } from '../../../shared/model/database.ts';
import type { DatabaseFailure, DatabaseFailureKind } from '../../../shared/model/database-failure.ts';
import { formatMilliseconds } from '../../../shared/postgres/quantities.ts';
import type { CheckLine, Lines } from './check-line.ts';

/** The steps of getting in, in their order; a failure is at one of them, and those before it worked. */
const steps = ['reach', 'TLS', 'login'] as const;

type Step = (typeof steps)[number];

const stepOf: Readonly<Record<DatabaseFailureKind, Step>> = {
  unreachable: 'reach',
  untrusted: 'TLS',
  credentials: 'login',
  'no-database': 'login',
  full: 'login',
  starting: 'login',
  resuming: 'login',
  locked: 'login',
  timeout: 'reach',
  'too-large': 'login',
  rejected: 'login',
  ours: 'reach',
};

const remedies: Readonly<Record<DatabaseFailureKind, string>> = {
  unreachable:
    'Look at host, port, security group and network; a database without a public address is reached from its network only.',
  untrusted:
    'Set "tls" to the authority that signed its certificate: "rds", or { ca: { file: ... } }; the host must be the name in the certificate.',
  credentials: 'Compare user and password with those on the server; a password is changed with \\password in psql.',
  'no-database': 'Look at the name of the database, and GRANT CONNECT ON DATABASE to the role.',
  full: 'All connections are taken: end idle ones or raise the limit of the role (ALTER ROLE ... CONNECTION LIMIT); reserved_connections keeps some for the monitor.',
  starting: 'The server is starting or shutting down: try again in a minute.',
  resuming: 'The cluster is waking up: try again in a minute.',
  locked: 'Somebody holds a lock on the catalog: try again, and look for long transactions.',
  timeout: 'Nothing came in time: look at firewalls that drop packets in silence, and at the load of the server.',
  'too-large': 'This is a mistake in Watchkeeper: its answers are bounded.',
  rejected: 'The server says why; without USAGE or EXECUTE run the SQL of "database role" again.',
  ours: 'The fault is on this side: secrets stand in .env.local beside the definition, AWS credentials in the environment.',
};

/** What to do about a failure of a database. */
export const remedyFor = ({ kind }: DatabaseFailure): string => remedies[kind];

/** The steps of getting in as lines: done, failed, or not reached. */
export function explainConnection(
  spec: DatabaseSpec,
  attempt: { readonly connectMs?: number } | { readonly failure: DatabaseFailure },
  lines: Lines,
): readonly CheckLine[] {
  const failedAt = 'failure' in attempt ? steps.indexOf(stepOf[attempt.failure.kind]) : steps.length;
  return steps.map((step, at) => {
    if (at > failedAt) return lines.skipped(step, 'Not reached');
    if ('failure' in attempt && at === failedAt) {
      return lines.failed(step, attempt.failure.message, remedyFor(attempt.failure));
    }
    return lines.ok(step, describeStep(step, spec, 'failure' in attempt ? undefined : attempt.connectMs));
  });
}

function describeStep(step: Step, spec: DatabaseSpec, connectMs: number | undefined): string {
  if (spec.kind === 'data-api')
    return step === 'login' ? 'The Data API runs statements' : 'By the RDS Data API, over HTTPS';
  if (step === 'TLS') return describeTls(spec.tls);
  if (step === 'reach') return 'It answers';
  return connectMs === undefined
    ? 'Logged in'
    : `Logged in after ${formatMilliseconds(connectMs)}, handshakes included`;
}

function describeTls(tls: DatabaseTls): string {
  if (tls === 'off') return 'Plain text, which is allowed on this machine only';
  const authority =
    tls === 'rds'
      ? "Amazon's authorities for RDS"
      : tls === 'system'
        ? 'the authorities of Node.js'
        : 'the authority given';
  return `Certificate and name verified against ${authority}`;
}
