import * as z from 'zod/mini';
import { severities } from '../model/severity.ts';
import { field, show, wholeNumberField } from '../schema/fields.ts';

/** M of N: how many of the last N periods must breach. A period is the endpoint's own interval. */
export type MOfN = `${number} of ${number}`;

/** The numbers of an `M of N`, or undefined where the text is not one. */
export function parseMOfN(text: string): { readonly m: number; readonly n: number } | undefined {
  const match = /^(\d+) of (\d+)$/.exec(text);
  return match ? { m: Number(match[1]), n: Number(match[2]) } : undefined;
}

const mOfNField = () =>
  field<MOfN>((value) => {
    const parsed = typeof value === 'string' ? parseMOfN(value) : undefined;
    if (!parsed)
      return {
        message: `${show(value)} is not an M of N`,
        hint: 'write it like "2 of 3": 2 bad periods among the last 3',
      };
    if (parsed.m < 1 || parsed.m > parsed.n)
      return { message: `${show(value)} can never be reached`, hint: 'M must be from 1 to N' };
    if (parsed.n > 60) return { message: `${show(value)} looks too far back`, hint: 'N is at most 60 periods' };
    return undefined;
  });

const severityField = () => z.enum(severities);

/** Name of a policy; default: the one of the severity. */
const policyName = () => z.optional(z.string());

/** One step of the certificate ladder. */
const certificateStep = z.strictObject({
  daysLeft: wholeNumberField(1, 365),
  severity: severityField(),
  policy: policyName(),
});

/** The alarms of one endpoint; `false` leaves one out. */
export const alarmFields = {
  down: z.optional(
    z.union([
      z.literal(false),
      z.strictObject({
        when: z.optional(mOfNField()),
        severity: z.optional(severityField()),
        policy: policyName(),
        /** How many locations must see it down; default: more than half of them. */
        quorum: z.optional(wholeNumberField(1, 10)),
      }),
    ]),
  ),
  /** Exists where `latency.degraded` is set. */
  slow: z.optional(
    z.union([
      z.literal(false),
      z.strictObject({
        when: z.optional(mOfNField()),
        severity: z.optional(severityField()),
        policy: policyName(),
      }),
    ]),
  ),
  /** Exists where the probe sees a certificate. */
  certificate: z.optional(z.union([z.literal(false), z.array(certificateStep)])),
};

/** What applies where the definition says nothing. The only place where alarm defaults stand. */
export const alarmDefaults = {
  down: { when: '2 of 2', severity: 'critical' },
  slow: { when: '3 of 3', severity: 'warning' },
  certificate: [
    { daysLeft: 30, severity: 'info' },
    { daysLeft: 14, severity: 'warning' },
    { daysLeft: 7, severity: 'critical' },
    { daysLeft: 3, severity: 'critical' },
  ],
} as const;

export type AlarmSettings = z.output<z.ZodMiniObject<typeof alarmFields>>;
