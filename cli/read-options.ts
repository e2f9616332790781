import { userInfo } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { formatClock } from '../shared/alerting/format-moment.ts';
import { momentField } from '../shared/definition/people-settings.ts';
import { momentMs } from '../shared/definition/resolve-maintenance.ts';
import { type Duration, durationMs, parseDurationMs } from '../shared/model/duration.ts';
import { printAside } from './terminal.ts';

/** Parses an option that is a length of time inside limits (inclusive) into whole milliseconds. */
export function durationBetween(min: Duration, max: Duration): (text: string) => number {
  return (text) => {
    const ms = parseDurationMs(text);
    if (ms !== undefined && ms >= durationMs(min) && ms <= durationMs(max)) return Math.round(ms);
    throw new InvalidArgumentError(`It must be a length of time from ${min} to ${max}, like 30m, 2h or 1d.`);
  };
}

/** Parses an option that is a whole number inside limits (inclusive). */
export function wholeNumberBetween(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

/** Parses an option that is a text with something in it. */
export function someText(text: string): string {
  if (text.trim() !== '') return text.trim();
  throw new InvalidArgumentError('It must not be empty.');
}

/** `--at`: another moment than now, as wall-clock time of the definition's zone. */
export function momentOption(): Option {
  return new Option(
    '--at <moment>',
    "another moment than now, wall-clock time of the definition's zone: 2026-11-21T03:00",
  ).argParser((text) => {
    if (momentField.safeParse(text).success) return text;
    throw new InvalidArgumentError('It must be a date with a time of day, like 2026-11-21T03:00.');
  });
}

/** Epoch milliseconds of `--at`; now without it. Says so where a change of time skips it: then the moment after it is meant. */
export function momentOf(at: string | undefined, timeZone: string): number {
  if (at === undefined) return Date.now();
  const atMs = momentMs(at, timeZone);
  const clock = formatClock(atMs, timeZone);
  if (!at.endsWith(`T${clock}`))
    printAside(`There is no ${at} in ${timeZone}: the clock skips it, so this is about ${clock}`);
  return atMs;
}

/** `--as`: in whose name something is done. */
export function nameOption(): Option {
  return new Option('--as <name>', 'in whose name; without it that of the user of this machine').argParser(someText);
}

/** In whose name a verb acts. */
export function nameOf(as: string | undefined): string {
  return as ?? userName();
}

/** A container may run under a number that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? 'somebody at a terminal';
  }
}
