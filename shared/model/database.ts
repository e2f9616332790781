import type { SecretRef } from './secret-ref.ts';

/** How a role of a direct connection proves who it is. */
export type DirectLogin =
  | { readonly kind: 'password'; readonly user: string; readonly password: SecretRef }
  /** An RDS IAM token (UsingWithRDS.IAMDBAuth.Connecting.html), made for each connection. */
  | { readonly kind: 'rds-iam'; readonly user: string }
  /** A connection string, `postgresql://user:password@host:port/database`; its `sslmode` is ignored. */
  | { readonly kind: 'url'; readonly url: SecretRef };

/** Whom to trust: the CA bundle of RDS, the authorities of Node, or a PEM. `off`: plain text, on loopback only. */
export type DatabaseTls = 'rds' | 'system' | 'off' | { readonly ca: string | { readonly file: string } };

/** A database that is connected to directly. */
export interface DirectDatabase {
  readonly kind: 'postgres';
  /** Absent where every login is a connection string. */
  readonly host?: string;
  readonly port: number;
  readonly database?: string;
  readonly tls: DatabaseTls;
  readonly logins: Readonly<Partial<Record<'health' | 'kpi' | 'refresh', DirectLogin>>>;
}

/** An Aurora cluster that is reached through the RDS Data API: no connection, no VPC. */
export interface DataApiDatabase {
  readonly kind: 'data-api';
  /** ARN of the cluster. */
  readonly cluster: string;
  readonly database: string;
  /** ARN of the Secrets Manager secret of each role. */
  readonly logins: Readonly<Partial<Record<'health' | 'kpi' | 'refresh', { readonly secretArn: string }>>>;
  /** `SecondsUntilAutoPause`, where the cluster's minimum capacity is 0: polling it must not keep it awake. */
  readonly autoPauseSeconds?: number;
}

/** How to reach one database, as plain data. */
export type DatabaseSpec = (DirectDatabase | DataApiDatabase) & {
  /** Stable identity: metric dimension, alarm names and the key of its state are made of it. */
  readonly id: string;
  readonly title: string;
};
