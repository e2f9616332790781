import * as z from 'zod/mini';
import { severities } from '../model/severity.ts';
import { type DatabaseCheckName, databaseChecks } from '../postgres/checks/registry.ts';
import { durationField, numberField, patternField, textField, wholeNumberField } from '../schema/fields.ts';
import { secretField } from '../schema/secret-field.ts';
import { dependsOnField, routingFields, runbookRefField } from './people-settings.ts';

const portField = wholeNumberField(1, 65_535);

/** How a role proves who it is: by password, by an RDS IAM token, or by a connection string. */
const directLogin = z.union([
  z.strictObject({ user: textField('a role'), password: secretField() }),
  z.strictObject({ user: textField('a role'), iam: z.literal(true) }),
  z.strictObject({ url: secretField() }),
]);

const arnField = (service: string, example: string) =>
  patternField(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:.+$`), 'an ARN', example);

const secretArn = arnField('secretsmanager', 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/health');

const dataApiLogin = z.strictObject({ secret: secretArn });

const plainNumber = numberField('write a plain number, in the unit of the check');

const checkField = z.enum(Object.keys(databaseChecks) as [DatabaseCheckName, ...DatabaseCheckName[]]);

const alarmCommon = {
  check: checkField,
  /** How long it must last; default: one run. */
  for: z.optional(durationField({ min: '1m', max: '1d', multipleOf: '1m' })),
  severity: z.enum(severities),
  runbook: z.optional(runbookRefField()),
  ...routingFields,
};

/** One alarm of a database: a check, a threshold, how long. One line. */
const databaseAlarm = z.union([
  z.strictObject({ ...alarmCommon, above: plainNumber }),
  z.strictObject({ ...alarmCommon, below: plainNumber }),
]);

/** What every database has, however it is reached. */
const databaseFields = {
  title: z.optional(textField('a title')),
  /** Stable identity where the name changes, as for endpoints. */
  id: z.optional(patternField(/^[a-z][a-z0-9-]{0,39}$/, 'a name', 'orders')),
  runbook: z.optional(runbookRefField()),
  ...routingFields,
  dependsOn: dependsOnField,
  /** How often the pulse is taken; the rest runs every ten minutes and once a day. */
  every: z.optional(durationField({ min: '1m', max: '1h', multipleOf: '1m' })),
  /** By name as `schema.function`: how long a call should take. */
  functions: z.optional(z.record(z.string(), z.strictObject({ target: durationField({ min: '1ms', max: '1h' }) }))),
  /** Default: `postgres.recommended()`. False leaves one of those out. */
  alarms: z.optional(z.record(z.string(), z.union([z.literal(false), databaseAlarm]))),
};

const tlsField = z.union([
  z.literal('rds'),
  z.literal('system'),
  z.literal('off'),
  z.strictObject({ ca: z.union([textField('a PEM text'), z.strictObject({ file: textField('a path') })]) }),
]);

/** A database as the user writes it. */
export const databaseField = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('postgres'),
    ...databaseFields,
    host: z.optional(textField('a host')),
    port: z.optional(portField),
    database: z.optional(textField('a database')),
    /** Default `system`; `rds` trusts Amazon's own authorities; `off` is for loopback only. */
    tls: z.optional(tlsField),
    /** The role that reads statistics: `watchkeeper database role <name>` prints its SQL. */
    health: directLogin,
    /** The role that KPIs run under. */
    kpi: z.optional(directLogin),
    /** The role that refreshes views. */
    refresh: z.optional(directLogin),
    /** The network that the functions must run in to reach it; default: none, over the internet. */
    network: z.optional(z.string()),
  }),
  z.strictObject({
    kind: z.literal('data-api'),
    ...databaseFields,
    cluster: arnField('rds', 'arn:aws:rds:eu-central-1:111122223333:cluster:orders'),
    database: textField('a database'),
    health: dataApiLogin,
    kpi: z.optional(dataApiLogin),
    refresh: z.optional(dataApiLogin),
    /** `SecondsUntilAutoPause` of a cluster whose minimum capacity is 0: polling then lets it sleep. */
    autoPause: z.optional(durationField({ min: '5m', max: '1d' })),
  }),
]);

export type DatabaseInput = z.input<typeof databaseField>;
export type DatabaseAlarmInput = z.input<typeof databaseAlarm>;

const idField = (prefix: string) =>
  patternField(new RegExp(`^${prefix}-[0-9a-f]+$`), `an id of AWS`, `${prefix}-0abc1234`);

/** A VPC that functions run in: subnets with a way to the database and to AWS (a NAT gateway or endpoints). */
export const networkField = z.strictObject({
  vpc: idField('vpc'),
  subnets: z.array(idField('subnet')).check(z.minLength(1)),
  securityGroups: z.array(idField('sg')).check(z.minLength(1)),
});

export type NetworkInput = z.input<typeof networkField>;

/** What applies where the definition says nothing. The only place where defaults of databases stand. */
export const databaseDefaults = { port: 5_432, every: '1m', tls: 'system' } as const;

/** Seconds between the runs of each part besides the pulse. */
export const partSeconds = { objects: 600, bloat: 86_400 } as const;
