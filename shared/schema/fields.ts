import * as z from 'zod/mini';
import { type Duration, durationMs, formatDuration, parseDurationMs } from '../model/duration.ts';

/** What a mistaken value is told: what is wrong with it, and what to write instead. */
export interface Objection {
  readonly message: string;
  readonly hint: string;
}

/** An objection as the one text that a zod issue carries; `decodeObjection` takes it apart again. */
export function encodeObjection({ message, hint }: Objection): string {
  return `${message}\n${hint}`;
}

export function decodeObjection(text: string): Objection {
  const [message = '', hint = ''] = text.split('\n', 2);
  return { message, hint };
}

/** Shows a value in a message: JSON, shortened. Never called with a secret: those are references. */
export function show(value: unknown): string {
  const text = asJson(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Undefined for what JSON does not know: a function, a BigInt, an object that holds itself. */
function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** A field of type T whose value is judged by `object`: undefined where it is fine. */
export function field<T>(object: (value: unknown) => Objection | undefined): z.ZodMiniCustom<T, T> {
  return z.custom<T>().check((context) => {
    const objection = object(context.value);
    if (objection === undefined) return;
    context.issues.push({ code: 'custom', input: context.value, message: encodeObjection(objection) });
  });
}

interface DurationLimits {
  readonly min?: Duration;
  readonly max?: Duration;
  /** The value must be a whole number of these. */
  readonly multipleOf?: Duration;
}

/** A duration such as `"30s"`, inside limits that are inclusive. */
export function durationField({ min, max, multipleOf }: DurationLimits = {}): z.ZodMiniCustom<Duration, Duration> {
  const minMs = min === undefined ? 0 : durationMs(min);
  const maxMs = max === undefined ? Number.POSITIVE_INFINITY : durationMs(max);
  const stepMs = multipleOf === undefined ? 1 : durationMs(multipleOf);
  return field<Duration>((value) => {
    const ms = typeof value === 'string' ? parseDurationMs(value) : undefined;
    if (ms === undefined) {
      return {
        message: `${show(value)} is not a duration`,
        hint: 'write a number and a unit: "30s", "5m", "1h", "1d"',
      };
    }
    if (ms < minMs) return { message: `${show(value)} is too short`, hint: `the least is "${min}"` };
    if (ms > maxMs) return { message: `${show(value)} is too long`, hint: `the most is "${max}"` };
    if (ms % stepMs !== 0) {
      return {
        message: `${show(value)} is not a multiple of ${multipleOf}`,
        hint: `write "${formatDuration(Math.ceil(ms / stepMs) * stepMs)}"`,
      };
    }
    return undefined;
  });
}

/** A number that is finite; `hint` says in which unit. */
export function numberField(hint: string): z.ZodMiniCustom<number, number> {
  return field<number>((value) =>
    typeof value === 'number' && Number.isFinite(value)
      ? undefined
      : { message: `${show(value)} is not a number`, hint },
  );
}

/** A whole number inside limits that are inclusive. */
export function wholeNumberField(min: number, max: number): z.ZodMiniCustom<number, number> {
  return field<number>((value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? undefined
      : { message: `${show(value)} is not allowed here`, hint: `write a whole number from ${min} to ${max}` },
  );
}

/** A text that is not empty. */
export function textField(what: string): z.ZodMiniCustom<string, string> {
  return field<string>((value) =>
    typeof value === 'string' && value.trim() !== ''
      ? undefined
      : { message: `${show(value)} is not ${what}`, hint: 'write a text that is not empty' },
  );
}

/** A text of a given form, e.g. an email address; `example` is shown in the hint. */
export function patternField<T extends string = string>(
  pattern: RegExp,
  what: string,
  example: string,
): z.ZodMiniCustom<T, T> {
  return field<T>((value) =>
    typeof value === 'string' && pattern.test(value)
      ? undefined
      : { message: `${show(value)} is not ${what}`, hint: `write it like "${example}"` },
  );
}

/** An absolute http or https address. */
export function urlField(): z.ZodMiniCustom<string, string> {
  return field<string>((value) =>
    typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value)
      ? undefined
      : {
          message: `${show(value)} is not an http or https address`,
          hint: 'write it like "https://shop.example/health"',
        },
  );
}

/** A regular expression in JavaScript's syntax, as text so that the plan stays plain data. */
export function regexField(): z.ZodMiniCustom<string, string> {
  return field<string>((value) => {
    if (typeof value !== 'string')
      return { message: `${show(value)} is not a regular expression`, hint: 'write it as a text: "order-[0-9]+"' };
    try {
      new RegExp(value, 'u');
      return undefined;
    } catch (error) {
      return { message: `${show(value)} is not a regular expression`, hint: (error as Error).message };
    }
  });
}
