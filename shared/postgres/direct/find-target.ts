import type { DirectDatabase, DirectLogin } from '../../model/database.ts';
import type { DatabaseFailure } from '../../model/database-failure.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { cleanMessage } from '../clean-message.ts';
import { parseConnectionString } from './connection-string.ts';
import type { ConnectionTarget } from './target.ts';
import { chooseTls } from './tls.ts';

/** For whom an IAM token is made. */
export interface IamTokenQuery {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/** What is needed to find out who logs in. */
export interface LoginParts {
  readonly secrets: Secrets;
  /** Makes an RDS IAM token; rejects with an error that holds no secret. Absent: such logins cannot be used. */
  readonly iamToken?: (query: IamTokenQuery) => Promise<string>;
}

/** Where a connection leads and how it logs in, or why that is not known. */
export type TargetOutcome =
  | { readonly ok: true; readonly target: ConnectionTarget }
  | { readonly ok: false; readonly failure: DatabaseFailure };

type Credentials = Pick<ConnectionTarget, 'host' | 'port' | 'user' | 'password' | 'database' | 'secrets'>;

/** Reads secrets, connection string and authorities of one login. Never rejects: what fails here is our own fault. */
export async function findTarget(
  database: DirectDatabase,
  login: DirectLogin,
  parts: LoginParts,
): Promise<TargetOutcome> {
  try {
    const credentials = await findCredentials(database, login, parts);
    const spoiled = [credentials.host, credentials.user, credentials.database].some((text) => text.includes('\0'));
    if (spoiled) throw new Error('Cannot log in: a name holds a NUL character, must be without');
    return { ok: true, target: { ...credentials, tls: await chooseTls(database.tls, credentials.host) } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, failure: { kind: 'ours', message: cleanMessage(message) } };
  }
}

async function findCredentials(
  database: DirectDatabase,
  login: DirectLogin,
  { secrets, iamToken }: LoginParts,
): Promise<Credentials> {
  if (login.kind === 'url') return readUrl(database, login.url.secret, await secrets.get(login.url));
  const place = { ...requirePlace(database), port: database.port };
  if (login.kind === 'password') {
    const password = await secrets.get(login.password);
    return { ...place, user: login.user, password, secrets: [password] };
  }
  if (iamToken === undefined) throw new Error(`Cannot log in as "${login.user}": IAM tokens are not made here`);
  const token = await iamToken({ host: place.host, port: place.port, user: login.user });
  return { ...place, user: login.user, password: token, secrets: [token] };
}

/** The connection string wins where it says something. Its text is in no message: not even its host, where it is malformed. */
function readUrl(database: DirectDatabase, secretName: string, text: string): Credentials {
  const url = parseConnectionString(text);
  if (url === undefined) {
    throw new Error(
      `Cannot read the connection string in secret "${secretName}": it is malformed, must be ` +
        '"postgresql://user:password@host:port/database" with special characters percent-encoded',
    );
  }
  const { user, password, port = database.port } = url;
  return { ...requirePlace({ ...database, ...url }), port, user, password, secrets: [password, text.trim()] };
}

function requirePlace({ host, database }: { readonly host?: string; readonly database?: string }) {
  if (host === undefined) throw new Error('Cannot connect to a database: neither it nor its login names a host');
  if (database === undefined) throw new Error(`Cannot connect to "${host}": nothing names the database`);
  return { host, database };
}
