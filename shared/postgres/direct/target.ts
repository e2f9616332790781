import type { TlsOptions } from './tls.ts';

/** Everything that one connection needs, secrets included. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: TlsOptions;
  /** What no message may hold: the password, and the connection string that it came in. */
  readonly secrets: readonly string[];
}

/** Where a connection leads, for people: `db.example:5432`, `[2001:db8::7]:5432`. */
export function formatTarget({ host, port }: Pick<ConnectionTarget, 'host' | 'port'>): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
