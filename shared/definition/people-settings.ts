import * as z from 'zod/mini';
import { emailField, phoneField } from '../channels/contact-fields.ts';
import { contactKinds } from '../model/person.ts';
import { onCallRoles } from '../model/rotation.ts';
import { weekdays } from '../model/weekday.ts';
import { durationField, field, patternField, show, textField, wholeNumberField } from '../schema/fields.ts';
import { dateField, timeOfDayField } from './calendar-settings.ts';

/** Somebody who can be told of an alert. */
export const personField = z.strictObject({
  /** As people call them; default: the name in the definition. */
  name: z.optional(textField('a name')),
  email: z.optional(emailField('ada@shop.example')),
  /** E.164, or a secret: a number that is a secret is texted by the router, never by the backstop. */
  phone: z.optional(phoneField),
  /** Member id in Slack, which messages in a channel mention. */
  slack: z.optional(patternField(/^[UW][A-Z0-9]{4,20}$/, 'a member id of Slack', 'U012ABCDEF')),
});

export type PersonInput = z.input<typeof personField>;

/** People who own things together. */
export const teamField = z.strictObject({
  title: z.optional(textField('a title')),
  people: z.array(z.string()).check(z.minLength(1)),
});

export type TeamInput = z.input<typeof teamField>;

/** A moment of wall-clock time, e.g. `2026-12-24T09:00`. */
export const momentField = field<string>((value) => {
  const timeMs =
    typeof value === 'string' && /^[12]\d{3}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(value)
      ? Date.parse(`${value}:00Z`)
      : Number.NaN;
  const isMoment = !Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(value as string);
  return isMoment
    ? undefined
    : { message: `${show(value)} is not a date with a time of day`, hint: 'write it like "2026-12-24T09:00"' };
});

const turnFields = {
  /** In the order of their turns. */
  people: z.array(z.string()).check(z.minLength(1)),
  /** Length of a turn; default `week`. */
  turn: z.optional(z.enum(['day', 'week'])),
  /** How many days or weeks a turn has; default 1. */
  turns: z.optional(wholeNumberField(1, 52)),
  /** When turns change; default Monday 09:00 (every day 09:00 where a turn is days). */
  handover: z.optional(z.strictObject({ on: z.optional(z.enum(weekdays)), at: z.optional(timeOfDayField('09:00')) })),
  /** The day of the first handover, or any day of the first turn. */
  start: dateField,
  /** The backup is this many turns ahead; default 1 where there is more than one person, 0: no backup. */
  backup: z.optional(wholeNumberField(0, 20)),
};

const overrideField = z.strictObject({
  person: z.string(),
  /** Whose place they take; default `primary`. */
  role: z.optional(z.enum(onCallRoles)),
  from: momentField,
  until: momentField,
  reason: z.optional(textField('a reason')),
});

const rotationCommon = {
  title: z.optional(textField('a title')),
  /** Default: the definition's. */
  timeZone: z.optional(z.string()),
  overrides: z.optional(z.array(overrideField)),
};

/** Who is on call when: people who take turns, or layers of them that follow the sun. */
export const rotationField = z.union([
  z.strictObject({ ...rotationCommon, ...turnFields }),
  z.strictObject({
    ...rotationCommon,
    /** By name; the first that covers a moment decides. */
    layers: z.record(z.string(), z.strictObject({ ...turnFields, during: z.optional(z.string()) })),
  }),
]);

export type RotationInput = z.input<typeof rotationField>;
export type RotationOverrideInput = z.input<typeof overrideField>;

/** What applies where the definition says nothing. The only place where defaults of rotations stand. */
export const rotationDefaults = { turn: 'week', turns: 1, on: 'monday', at: '09:00' } as const;

const by = { by: z.optional(z.array(z.enum(contactKinds)).check(z.minLength(1))) };

/** Who is told: a channel by its name, a person, whoever is on call, or a team. */
const receiverField = z.union([
  z.string(),
  z.strictObject({ person: z.string(), ...by }),
  z.strictObject({ onCall: z.string(), role: z.optional(z.enum(onCallRoles)), ...by }),
  z.strictObject({ team: z.string(), ...by }),
]);

export type ReceiverInput = z.input<typeof receiverField>;

const stepField = z.strictObject({
  /** How long after the incident was announced, unless it is acknowledged; default `0s`. */
  after: z.optional(durationField({ max: '7d' })),
  notify: z.array(receiverField).check(z.minLength(1)),
  /** Name of a calendar: outside of it the step tells nobody. */
  during: z.optional(z.string()),
});

const policyCommon = {
  /** How long an alarm must be OK before its incident is over; default `5m`. */
  recovery: z.optional(durationField({ max: '1d' })),
  /** How soon somebody should acknowledge: measured and shown. */
  respondWithin: z.optional(durationField({ min: '1m', max: '30d' })),
};

/** How incidents are told: at once and in steps, when the office opens, or in a digest. A list of receivers is one step. */
export const policyField = z.union([
  z.array(receiverField),
  z.strictObject({
    ...policyCommon,
    steps: z.array(stepField).check(z.minLength(1)),
    /** How often an open, unacknowledged incident is told again. */
    repeat: z.optional(durationField({ min: '1m', max: '7d' })),
    /** Name of a calendar: what opens outside of it waits until it opens. */
    holdUntil: z.optional(z.string()),
    /** Channels that take over where a delivery fails; default: the other channels of the policy, then the backstop. */
    failover: z.optional(z.array(z.string())),
  }),
  z.strictObject({
    ...policyCommon,
    digest: z.discriminatedUnion('every', [
      z.strictObject({ every: z.literal('hour'), at: z.optional(wholeNumberField(0, 59)) }),
      z.strictObject({ every: z.literal('day'), at: z.optional(timeOfDayField('09:00')) }),
      z.strictObject({
        every: z.literal('week'),
        on: z.optional(z.enum(weekdays)),
        at: z.optional(timeOfDayField('09:00')),
      }),
    ]),
    notify: z.array(receiverField).check(z.minLength(1)),
  }),
]);

export type PolicyInput = z.input<typeof policyField>;

/** What applies where the definition says nothing. The only place where defaults of policies stand. */
export const policyDefaults = { recovery: '5m', digestAt: '09:00', digestOn: 'monday' } as const;

const maintenanceCommon = {
  reason: textField('a reason'),
  /** Names of endpoints, groups, databases, KPIs and refreshes, or everything. */
  of: z.union([z.literal('everything'), z.array(z.string()).check(z.minLength(1))]),
  /** `muted`: CloudWatch mutes these alarms meanwhile, so that the backstop is quiet too. Default: the backstop still hears of critical ones. */
  backstop: z.optional(z.enum(['told', 'muted'])),
};

/** Planned work, once or in the hours of a calendar: what it is about opens no incident meanwhile. */
export const maintenanceField = z.union([
  z.strictObject({ ...maintenanceCommon, from: momentField, until: momentField, timeZone: z.optional(z.string()) }),
  z.strictObject({ ...maintenanceCommon, during: z.string() }),
]);

export type MaintenanceInput = z.input<typeof maintenanceField>;

const runbookStepField = z.union([
  textField('a step'),
  z.strictObject({ text: textField('a step'), run: textField('a command') }),
]);

/** What to do, written down: `runbook` names it wherever an address is allowed. */
export const runbookField = z.strictObject({
  url: z.optional(patternField(/^https?:\/\/\S+$/i, 'an http or https address', 'https://wiki.shop.example/orders')),
  /** In order; one with `run` can be run by `watchkeeper runbook`. */
  steps: z.optional(z.array(runbookStepField).check(z.minLength(1), z.maxLength(20))),
});

export type RunbookInput = z.input<typeof runbookField>;

/** When channels are tested: quietly every day, with a message that people see once a week. */
export const channelTestsField = z.union([
  z.literal(false),
  z.strictObject({ at: z.optional(timeOfDayField('09:00')), on: z.optional(z.enum(weekdays)) }),
]);

export const channelTestDefaults = { at: '09:00', on: 'monday' } as const;

/** An address, or the name of a runbook. */
export const runbookRefField = () =>
  field<string>((value) =>
    typeof value === 'string' &&
    (/^[a-z][a-z0-9-]{0,39}$/.test(value) || (/^https?:\/\//i.test(value) && URL.canParse(value)))
      ? undefined
      : {
          message: `${show(value)} is neither an http or https address nor the name of a runbook`,
          hint: 'write it like "https://wiki.shop.example/orders", or name one of runbooks',
        },
  );

/** What decides who is told; wherever alerts come from. */
export const routingFields = {
  /** Name of a team or a person. */
  owner: z.optional(z.string()),
  /** Name of a policy; default: the one of the alert's severity. */
  policy: z.optional(z.string()),
  /** Told together with the first step of the policy. */
  alsoNotify: z.optional(z.array(receiverField)),
};

/** What explains it: names of endpoints and databases. While one of them is down, this opens no incident of its own. */
export const dependsOnField = z.optional(z.array(z.string()));

export type RoutingInput = z.input<z.ZodMiniObject<typeof routingFields>>;
