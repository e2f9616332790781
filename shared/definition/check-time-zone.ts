import type { Problem } from './explain-issue.ts';
import { isTimeZone } from './is-time-zone.ts';

/** A problem where a text is no time zone; nothing written is none. */
export function checkTimeZone(path: string, timeZone: string | undefined): readonly Problem[] {
  if (timeZone === undefined || isTimeZone(timeZone)) return [];
  return [{ path, message: `"${timeZone}" is not a time zone`, hint: 'write an IANA name like "Europe/Zurich"' }];
}
