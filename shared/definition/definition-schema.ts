import * as z from 'zod/mini';
import { type ChannelKindName, channelKinds } from '../channels/registry.ts';
import type { severities } from '../model/severity.ts';
import { connectionFields, httpFields, tlsFields } from '../probes/probe-settings.ts';
import { type ProbeKindName, probeKinds } from '../probes/registry.ts';
import {
  durationField,
  encodeObjection,
  field,
  patternField,
  show,
  textField,
  wholeNumberField,
} from '../schema/fields.ts';
import { alarmFields } from './alarm-settings.ts';
import { calendarField, holidaysField } from './calendar-settings.ts';
import { dashboardField } from './dashboard-schema.ts';
import { databaseField, networkField } from './database-settings.ts';
import { suggest } from './did-you-mean.ts';
import { isTimeZone } from './is-time-zone.ts';
import { kpiField, refreshField } from './kpi-settings.ts';
import {
  channelTestsField,
  dependsOnField,
  maintenanceField,
  personField,
  policyField,
  rotationField,
  routingFields,
  runbookField,
  runbookRefField,
  teamField,
} from './people-settings.ts';
import { reportField } from './report-settings.ts';

/** Names become metric dimensions, alarm names and logical ids, so they are kept to letters, digits and hyphens. */
export const namePattern = /^[a-z][a-z0-9-]{0,39}$/;

/** A service's and an environment's name share the 64 characters of a function's name with its kind. */
export const shortNamePattern = /^[a-z][a-z0-9-]{0,19}$/;

const name = (what: string, example: string) => patternField(namePattern, what, example);

/** What applies to every endpoint of the definition or of a group. */
const cascadingFields = {
  ...connectionFields,
  ...tlsFields,
  ...httpFields,
  every: z.optional(durationField({ min: '1m', max: '1d', multipleOf: '1m' })),
  alarms: z.optional(z.strictObject(alarmFields)),
  runbook: z.optional(runbookRefField()),
  ...routingFields,
  dependsOn: dependsOnField,
};

/** What every endpoint has, whatever its kind. */
const endpointFields = {
  title: z.optional(textField('a title')),
  /** Stable identity where the name changes: write the old name here, and history, alarms and graphs go on. */
  id: z.optional(name('a name', 'web')),
  every: cascadingFields.every,
  alarms: cascadingFields.alarms,
  runbook: cascadingFields.runbook,
  ...routingFields,
  dependsOn: dependsOnField,
};

/** What may be written for a set of fields. */
type InputOf<Shape> = Shape extends z.core.$ZodShape ? z.input<z.ZodMiniObject<Shape, z.core.$strict>> : never;

/** One endpoint as the user writes it. */
export type EndpointInput = {
  [K in ProbeKindName]: { kind: K } & InputOf<(typeof probeKinds)[K]['fields']> & InputOf<typeof endpointFields>;
}[ProbeKindName];

/** One channel as the user writes it. */
export type ChannelInput = {
  [K in ChannelKindName]: { kind: K } & InputOf<(typeof channelKinds)[K]['fields']>;
}[ChannelKindName];

/** One strict object per kind, told apart by `kind`. */
function byKind<T>(
  kinds: Readonly<Record<string, { readonly fields: Readonly<Record<string, z.core.$ZodType>> }>>,
  shared: Readonly<Record<string, z.core.$ZodType>> = {},
): z.ZodMiniType<T, T> {
  const members = Object.entries(kinds).map(([kind, { fields }]) =>
    z.strictObject({ kind: z.literal(kind), ...shared, ...fields }),
  );
  return z.discriminatedUnion('kind', members as never) as unknown as z.ZodMiniType<T, T>;
}

const endpointSchema = byKind<EndpointInput>(probeKinds, endpointFields);
const channelSchema = byKind<ChannelInput>(channelKinds);

const groupSchema = z.strictObject({
  ...cascadingFields,
  title: z.optional(textField('a title')),
  endpoints: z.record(z.string(), endpointSchema),
});

const locationField = patternField(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region', 'eu-central-1');

/** One policy per severity, and others that alerts may name. */
const policiesSchema = z.catchall(
  z.object({ critical: policyField, warning: policyField, info: policyField } satisfies Record<
    (typeof severities)[number],
    unknown
  >),
  policyField,
);

/** The parts of the definition that an environment may change. */
export const overridableFields = {
  defaults: z.optional(z.strictObject(cascadingFields)),
  groups: z.optional(z.record(z.string(), groupSchema)),
  endpoints: z.optional(z.record(z.string(), endpointSchema)),
  channels: z.record(z.string(), channelSchema),
  policies: policiesSchema,
  backstop: z.array(z.string()),
  dashboards: z.optional(z.record(z.string(), dashboardField)),
  networks: z.optional(z.record(z.string(), networkField)),
  databases: z.optional(z.record(z.string(), databaseField)),
  kpis: z.optional(z.record(z.string(), kpiField)),
  refreshes: z.optional(z.record(z.string(), refreshField)),
  calendars: z.optional(z.record(z.string(), calendarField)),
  holidays: z.optional(z.record(z.string(), holidaysField)),
  people: z.optional(z.record(z.string(), personField)),
  teams: z.optional(z.record(z.string(), teamField)),
  rotations: z.optional(z.record(z.string(), rotationField)),
  maintenance: z.optional(z.record(z.string(), maintenanceField)),
  runbooks: z.optional(z.record(z.string(), runbookField)),
  /** Who answers for what says nothing else: a team or a person. */
  owner: z.optional(z.string()),
  /** What to do about alerts that say nothing else. */
  runbook: z.optional(runbookRefField()),
  /** When every channel is tested; false tests none. */
  channelTests: z.optional(channelTestsField),
  /** What SMS may cost in a month; default 1 USD, which is what new accounts have (SNS quota). */
  smsMonthlyLimitUsd: z.optional(wholeNumberField(1, 1_000_000)),
  reports: z.optional(z.record(z.string(), reportField)),
};

const environmentSchema = z.strictObject({
  /** Twelve digits. Without an account, the environment only runs on this machine. */
  account: z.optional(patternField(/^\d{12}$/, 'an AWS account', '111122223333')),
  region: locationField,
  /** Regions that probe; default: the region itself. */
  locations: z.optional(z.array(locationField).check(z.minLength(1), z.maxLength(10))),
  /** False where the account's concurrency quota is too small to reserve any (new accounts start with 10). */
  reservedConcurrency: z.optional(z.boolean()),
  /** A module that starts the system to monitor; on this machine only. */
  target: z.optional(textField('a path')),
  /** A deep partial of the definition: objects merge, other values replace, null removes. Checked after merging. */
  overrides: z.optional(
    z.record(z.string(), z.unknown()).check((context) => {
      const known = Object.keys(overridableFields);
      for (const key of Object.keys(context.value).filter((name) => !known.includes(name))) {
        const message = encodeObjection({ message: `unknown field "${key}"`, hint: suggest(key, known) });
        context.issues.push({ code: 'custom', input: key, path: [key], message });
      }
    }),
  ),
});

/** The whole definition, before names are compared with each other. */
export const definitionSchema = z.strictObject({
  service: patternField(shortNamePattern, 'a service name of at most 20 characters', 'shop'),
  timeZone: field<string>((value) => {
    const known = typeof value === 'string' && isTimeZone(value);
    return known
      ? undefined
      : { message: `${show(value)} is not a time zone`, hint: 'write an IANA name like "Europe/Zurich"' };
  }),
  environments: z.record(z.string(), environmentSchema),
  ...overridableFields,
});

export type DefinitionInput = z.input<typeof definitionSchema>;
export type EnvironmentInput = z.input<typeof environmentSchema>;
export type GroupInput = z.input<typeof groupSchema>;
export type CascadingInput = InputOf<typeof cascadingFields>;
