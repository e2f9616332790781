import * as z from 'zod/mini';
import { weekdays } from '../model/weekday.ts';
import { patternField, textField } from '../schema/fields.ts';

/** The parts of a report, in the order in which they are written. */
export const reportSections = ['uptime', 'kpis', 'incidents', 'databases', 'cost'] as const;

export type ReportSection = (typeof reportSections)[number];

const common = {
  title: z.optional(textField('a title')),
  /** Time of day in the definition's zone; default 08:00. */
  at: z.optional(patternField(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day', '08:00')),
  /** Email channels that get it. */
  to: z.array(z.string()),
  /** Default: all. */
  sections: z.optional(z.array(z.enum(reportSections)).check(z.minLength(1))),
  /** KPIs to list; default: all. */
  kpis: z.optional(z.array(z.string())),
};

/** A report that comes by itself; each covers the period that has just ended. */
export const reportField = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), ...common }),
  z.strictObject({ every: z.literal('week'), on: z.optional(z.enum(weekdays)), ...common }),
  /** On the first day of the month. */
  z.strictObject({ every: z.literal('month'), ...common }),
]);

export type ReportInput = z.input<typeof reportField>;

export const reportDefaults = { at: '08:00', on: 'monday', sections: reportSections } as const;
