import type { DataApiDatabase, DatabaseSpec, DirectDatabase } from '../../shared/model/database.ts';
import type { DatabaseRoleName } from '../../shared/ports/database.ts';
import { databaseUserArn } from '../arns.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import type { Permission } from './allow.ts';

/** KPIs run inside a read-only transaction that is rolled back; nothing is ever committed. */
const dataApiActions = {
  health: ['rds-data:ExecuteStatement'],
  kpi: ['rds-data:BeginTransaction', 'rds-data:ExecuteStatement', 'rds-data:RollbackTransaction'],
  refresh: ['rds-data:ExecuteStatement'],
} as const satisfies Record<DatabaseRoleName, readonly string[]>;

/**
 * IAM compares with the whole ARN, which ends in a hyphen and six random characters; the ARN in a definition may lack them. One
 * that ends like this may still lack them, as with the name `orders-health`: then both are meant.
 */
const wholeArns = (secretArn: string): readonly string[] => [
  ...(/-[A-Za-z0-9]{6}$/.test(secretArn) ? [secretArn] : []),
  `${secretArn}-??????`,
];

function callDataApi({ cluster, logins }: DataApiDatabase, role: DatabaseRoleName): readonly Permission[] {
  const login = logins[role];
  if (login === undefined) return [];
  return [
    { actions: dataApiActions[role], resources: [cluster] },
    { actions: ['secretsmanager:GetSecretValue'], resources: wholeArns(login.secretArn) },
  ];
}

function logInWithToken(
  plan: DeployablePlan,
  { host, logins }: DirectDatabase,
  role: DatabaseRoleName,
): readonly Permission[] {
  const login = logins[role];
  if (login?.kind !== 'rds-iam') return [];
  return [
    {
      actions: ['rds-db:connect'],
      resources: [databaseUserArn(plan, { host, user: login.user })],
      wildcardReason: 'The ARN holds the id of the instance, which its host name does not tell; the role is named.',
    },
  ];
}

/** Lets a function log in to databases as one of their roles, where AWS has a say in it; passwords are secrets. */
export function reachDatabases(
  plan: DeployablePlan,
  databases: readonly DatabaseSpec[],
  role: DatabaseRoleName,
): readonly Permission[] {
  return databases.flatMap((database) =>
    database.kind === 'data-api' ? callDataApi(database, role) : logInWithToken(plan, database, role),
  );
}
