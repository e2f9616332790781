import * as z from 'zod/mini';
import { severities } from '../model/severity.ts';
import { durationField, numberField, patternField, textField, urlField } from '../schema/fields.ts';
import { secretField } from '../schema/secret-field.ts';
import { dependsOnField, routingFields, runbookRefField } from './people-settings.ts';

const plainNumber = numberField('write a plain number such as 5 or 0.5');

/** Comparisons as symbols, for rules that come from a table. */
export const kpiOperators = ['>', '<', '>=', '<=', '='] as const;

export type KpiOperator = (typeof kpiOperators)[number];

const outcomeConditions = ['null', 'no-rows', 'no-data', 'error', 'timeout', 'failure'] as const;

/** `no-data` is null or no rows; `failure` is error or timeout. */
export type KpiOutcomeCondition = (typeof outcomeConditions)[number];

const alertCommon = {
  severity: z.enum(severities),
  /** How long it must last; default: one run. */
  for: z.optional(durationField({ min: '1m', max: '7d', multipleOf: '1m' })),
  /** Name of a calendar: judged only inside of it. */
  during: z.optional(z.string()),
  /** Name of a calendar: judged only outside of it, e.g. a window in which zero is expected. */
  outside: z.optional(z.string()),
  /** False keeps the rule and its name, without an alarm. */
  enabled: z.optional(z.boolean()),
  title: z.optional(textField('a title')),
  runbook: z.optional(runbookRefField()),
  ...routingFields,
};

const alertWith = <Shape extends z.core.$ZodShape>(shape: Shape) => z.strictObject({ ...alertCommon, ...shape });

/** One alert of a KPI: exactly one condition. */
export const kpiAlertField = z.union([
  alertWith({ above: plainNumber }),
  alertWith({ below: plainNumber }),
  alertWith({ atLeast: plainNumber }),
  alertWith({ atMost: plainNumber }),
  alertWith({ equals: plainNumber }),
  alertWith({ operator: z.enum(kpiOperators), threshold: plainNumber }),
  /** In percent of the value at the same time a week ago: 50 is half of it. */
  alertWith({ belowPercentOfLastWeek: plainNumber }),
  alertWith({ abovePercentOfLastWeek: plainNumber }),
  /** For KPIs that measure an age: nothing newer than this. */
  alertWith({ olderThan: durationField({ min: '1m' }) }),
  alertWith({ on: z.enum(outcomeConditions) }),
]);

export type KpiAlertInput = z.input<typeof kpiAlertField>;

/** Labels are values of a dimension: ASCII, at most 250 characters here, not a colon first (API_Dimension). */
const labelField = patternField(/^[!-9;-~][ -~]{0,249}$/, 'a label of plain ASCII', 'on the way');

const kpiCommon = {
  title: z.optional(textField('a title')),
  description: z.optional(textField('a text')),
  /** E.g. `EUR`, `%`, `users`, `ms`. */
  unit: z.optional(z.string()),
  /** Default `15m`. */
  every: z.optional(durationField({ min: '1m', max: '1d', multipleOf: '1m' })),
  timeout: z.optional(durationField({ min: '100ms', max: '60s' })),
  target: z.optional(plainNumber),
  /** Whether more or less of it is good; default: more. */
  better: z.optional(z.enum(['higher', 'lower'])),
  /** What the answer means: a number, or the moment of the newest thing, whose age is the value. */
  measures: z.optional(z.enum(['number', 'age'])),
  /** Rows whose label is one of these are metrics of their own and bars of a funnel, in this order; at most 20. */
  labels: z.optional(z.array(labelField).check(z.minLength(1), z.maxLength(20))),
  /** Which row decides where there are several; default: the worst by `better`. */
  judge: z.optional(z.enum(['highest', 'lowest', 'sum'])),
  /** What null and no rows stand for: nothing to judge (default), or zero. */
  noData: z.optional(z.enum(['ignore', 'zero'])),
  alert: z.optional(kpiAlertField),
  alerts: z.optional(z.record(z.string(), kpiAlertField)),
  runbook: z.optional(runbookRefField()),
  ...routingFields,
  /** One from a database depends on that by itself. */
  dependsOn: dependsOnField,
  /** IANA name; what "today" means. Default: the definition's. */
  timeZone: z.optional(z.string()),
};

/** A business number as the user writes it: from a database, or from a JSON answer. */
export const kpiField = z.union([
  z.strictObject({ ...kpiCommon, database: z.string(), sql: textField('a statement') }),
  z.strictObject({
    ...kpiCommon,
    url: urlField(),
    /** JSONPath (RFC 9535) of the one value, or of a list of `{ label, value }`. */
    json: textField('a JSONPath'),
    headers: z.optional(z.record(z.string(), z.union([z.string(), secretField()]))),
    allowNetworks: z.optional(z.array(z.string())),
  }),
]);

export type KpiInput = z.input<typeof kpiField>;

/** What applies where the definition says nothing. The only place where defaults of KPIs stand. */
export const kpiDefaults = {
  every: '15m',
  timeout: '10s',
  better: 'higher',
  measures: 'number',
  noData: 'ignore',
} as const;

/** The alert that every KPI with no word about failures has: three runs without an answer. */
export const kpiFailureAlert = { name: 'failing', severity: 'warning', runs: 3 } as const;

/** A materialised view that is refreshed before it is read. */
export const refreshField = z.strictObject({
  database: z.string(),
  /** `schema.view`, or the call of a function: `schema.function()`. */
  view: z.optional(textField('a view')),
  call: z.optional(textField('a function')),
  /** Readers are not blocked; needs a unique index on the view. */
  concurrently: z.optional(z.boolean()),
  every: z.optional(durationField({ min: '1m', max: '1d', multipleOf: '1m' })),
  /** Below the 15 minutes that a Lambda may run. */
  timeout: z.optional(durationField({ min: '1s', max: '14m' })),
  title: z.optional(textField('a title')),
  severity: z.optional(z.enum(severities)),
  runbook: z.optional(runbookRefField()),
  ...routingFields,
});

export type RefreshInput = z.input<typeof refreshField>;

export const refreshDefaults = { every: '1h', timeout: '60s', severity: 'warning' } as const;
