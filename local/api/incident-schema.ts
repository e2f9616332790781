import * as z from 'zod/mini';
import { apiLimits } from '../../shared/model/api-limits.ts';
import { drillLengths } from '../../shared/model/drill.ts';
import type { AttributedAction } from '../../shared/model/incident-action.ts';
import { show } from '../../shared/schema/fields.ts';

/** The latest moment that JavaScript's dates know, in epoch milliseconds (ECMA-262, "Time Values and Time Range"). */
const latestMs = 8_640_000_000_000_000;

/** A text of one person: what is longer is a mistake, and stands in every message about the incident. */
const line = (most: number, must: string) =>
  z.string(must).check(z.trim(), z.minLength(1, must), z.maxLength(most, `${must} of at most ${most} characters`));

const by = line(apiLimits.nameCharacters, 'must be the name of whoever acts');
const seenActions = z.optional(
  z.int('must be a whole number').check(z.nonnegative('must be a whole number, 0 or above')),
);
const longText = line(apiLimits.textCharacters, 'must be a text');
const moment = z
  .int('must be epoch milliseconds')
  .check(
    z.gte(0, 'must be epoch milliseconds, 0 or above'),
    z.lte(latestMs, `must be epoch milliseconds, at most ${latestMs}`),
  );

const actionSchema = z.discriminatedUnion(
  'action',
  [
    z.strictObject({ action: z.literal('acknowledge'), by, seenActions, note: z.optional(longText) }),
    z.strictObject({
      action: z.literal('resolve'),
      by,
      seenActions,
      reason: z.optional(longText),
      falseAlarm: z.optional(z.literal(true, 'must be true or absent')),
    }),
    z.strictObject({ action: z.literal('silence'), by, seenActions, reason: longText, untilMs: moment }),
  ],
  'must be "acknowledge", "resolve" or "silence"',
);

const drillSchema = z.strictObject({
  by,
  forMs: z.optional(
    z
      .int('must be a whole number of milliseconds')
      .check(
        z.gte(drillLengths.leastMs, `must be at least ${drillLengths.leastMs} milliseconds`),
        z.lte(drillLengths.mostMs, `must be at most ${drillLengths.mostMs} milliseconds`),
      ),
  ),
});

/** Reads the body of POST /api/incidents/:id/actions, or says what is wrong with it in one sentence. */
export function readIncidentAction(body: unknown):
  | {
      readonly act: AttributedAction;
    }
  | { readonly problem: string } {
  const parsed = actionSchema.safeParse(body);
  return parsed.success
    ? { act: parsed.data as AttributedAction }
    : { problem: `Cannot act on an incident: ${describeIssue(parsed.error.issues[0], body)}` };
}

/** Reads the body of POST /api/alarms/:id/drill, or says what is wrong with it in one sentence. */
export function readDrill(
  body: unknown,
): { readonly drill: { readonly by: string; readonly forMs: number } } | { readonly problem: string } {
  const parsed = drillSchema.safeParse(body);
  if (!parsed.success) return { problem: `Cannot begin a drill: ${describeIssue(parsed.error.issues[0], body)}` };
  const { forMs = drillLengths.usualMs, ...rest } = parsed.data;
  return { drill: { ...rest, forMs } };
}

/** Reads `?at=` of the routes, epoch milliseconds; absent means now. */
export function readMoment(text: string | undefined): { readonly atMs?: number } | { readonly problem: string } {
  if (text === undefined) return {};
  const isMoment = /^\d{1,16}$/.test(text) && Number(text) <= latestMs;
  return isMoment
    ? { atMs: Number(text) }
    : { problem: `Cannot tell a route: "at" is ${show(text)}, must be epoch milliseconds` };
}

function describeIssue(issue: z.core.$ZodIssue | undefined, body: unknown): string {
  if (issue?.code === 'unrecognized_keys') {
    return `${issue.keys.map((key) => `"${key}"`).join(', ')} is unknown here, must be left out`;
  }
  const [name] = issue?.path ?? [];
  if (name === undefined) return 'its body is no JSON object, must be one';
  const value = Object(body)[name];
  return `"${String(name)}" is ${value === undefined ? 'missing' : show(value)}, ${issue?.message}`;
}
