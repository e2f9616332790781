import type { AlertContext } from './alert-context.ts';
import { describeDuration } from './describe-duration.ts';

const pastForms = [
  [' is ', ' was '],
  [' are ', ' were '],
  [' has ', ' had '],
  [' had ', ' had '],
  [' was ', ' was '],
  [' fails', ' failed'],
  [' gives ', ' gave '],
  [' reads ', ' read '],
  [' runs ', ' ran '],
  [' grows ', ' grew '],
  [' answers ', ' answered '],
  [' keeps ', ' kept '],
  [' scans ', ' scanned '],
  [' nears ', ' neared '],
  [' does not ', ' did not '],
  [' cannot be ', ' could not be '],
] as const;

/**
 * What was wrong, as a clause in the past: `web was down for 12 minutes`. Without `lastedMs` it does not say how long.
 */
export function describeEnd(
  { title, subject }: Pick<AlertContext, 'title' | 'subject'>,
  lastedMs: number | undefined,
): string {
  const duration = lastedMs === undefined ? undefined : describeDuration(lastedMs);
  if (subject?.kind === 'job')
    return `${subject.job} reports again${duration === undefined ? '' : ` after ${duration}`}`;
  if (subject?.kind === 'endpoint' && subject.aspect === 'certificate')
    return title.replace(/ expires in .*$/, ' was renewed');
  if (subject?.kind === 'channel') return `channel ${subject.channel} has not failed again`;
  if (subject?.kind === 'router')
    return `the alert router sweeps again${duration === undefined ? '' : ` after ${duration}`}`;
  const past = pastForms.find(([present]) => `${title} `.includes(present));
  if (past === undefined) return `over${duration === undefined ? '' : ` after ${duration}`}: ${title}`;
  return `${title.replace(past[0], past[1])}${duration === undefined ? '' : ` for ${duration}`}`;
}
