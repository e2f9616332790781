import { formatDuration } from '../model/duration.ts';
import type { Route, RoutedReceiver, RoutedStep } from '../model/route.ts';
import { formatClock, formatSecond } from './format-moment.ts';

/**
 * A route as lines for a terminal: the alarm, when it is told, one line per step, and how it ends. Times of day are those of
 * the zone; those of another day than the alarm's have their date. Throws a RangeError on an unknown zone.
 */
export function formatRoute(route: Route, timeZone: string): readonly string[] {
  const { title, severity, policy, owner, repeatMs, respondWithinMs, recoveryMs, failover, dependsOn } = route;
  const ownedBy = owner === undefined ? '' : `, owner ${owner}`;
  return [
    `${title} - ${severity}, policy ${policy}${ownedBy}`,
    `${formatSecond(route.atMs, timeZone)} on ${formatDay(route.atMs, timeZone)} (${timeZone}), ${describeWait(route, timeZone)}`,
    ...(dependsOn.length === 0 ? [] : [`no incident of its own while ${quoteAll(dependsOn)} is on`]),
    ...formatSteps(route, timeZone),
    ...(repeatMs === undefined ? [] : [`then every ${formatDuration(repeatMs)} until somebody acknowledges`]),
    ...(respondWithinMs === undefined ? [] : [`somebody should acknowledge within ${formatDuration(respondWithinMs)}`]),
    ...(failover.length === 0 || route.steps.length === 0
      ? []
      : [`where a delivery fails: ${failover.join(', then ')}`]),
    `over after ${formatDuration(recoveryMs)} of OK; whoever was told is told`,
  ];
}

function describeWait({ atMs, hold, steps }: Route, timeZone: string): string {
  if (hold !== undefined && hold.untilMs === undefined) return `held with no end in sight: ${hold.why}`;
  if (steps.length === 0) return 'nobody is told';
  if (hold?.untilMs === undefined) return 'told at once';
  const { why, untilMs } = hold;
  const time = formatTime(untilMs, { timeZone, withSeconds: hasSeconds(untilMs) });
  const day = formatDay(untilMs, timeZone);
  return `held until ${time}${day === formatDay(atMs, timeZone) ? '' : ` on ${day}`}: ${why}`;
}

function formatSteps({ steps, atMs }: Route, timeZone: string): readonly string[] {
  const today = formatDay(atMs, timeZone);
  const withSeconds = steps.some((step) => hasSeconds(step.atMs));
  const rows = steps.map((step) => {
    const day = formatDay(step.atMs, timeZone);
    const time = formatTime(step.atMs, { timeZone, withSeconds });
    return {
      wait: formatWait(step.afterMs),
      clock: day === today ? time : `${time} on ${day}`,
      told: describeTold(step),
    };
  });
  const waitWidth = Math.max(...rows.map(({ wait }) => wait.length));
  const clockWidth = Math.max(...rows.map(({ clock }) => clock.length));
  return rows.map(({ wait, clock, told }) => `  ${wait.padEnd(waitWidth)}  ${clock.padEnd(clockWidth)}  ${told}`);
}

const formatWait = (ms: number): string => `+${ms === 0 ? '0m' : formatDuration(ms)}`;

function describeTold({ receivers, skipped }: RoutedStep): string {
  if (skipped !== undefined) return `nobody: ${skipped}`;
  return receivers.map(describeRouted).join('; ');
}

/** Channels first, because they are what rings; a channel that the policy names itself needs no other word. */
function describeRouted({ receiver, people, channels, problem }: RoutedReceiver): string {
  if (problem !== undefined) return `nobody: ${problem}`;
  const told = channels.join(', ');
  if (people.length === 0) return receiver.startsWith('channel ') ? told : `${told} (${receiver})`;
  const names = people.join(', ');
  return receiver.startsWith('person ') ? `${told} (${names})` : `${told} (${receiver}: ${names})`;
}

const quoteAll = (titles: readonly string[]): string => titles.map((title) => `"${title}"`).join(' or ');

const hasSeconds = (timeMs: number): boolean => timeMs % 60_000 !== 0;

function formatTime(
  timeMs: number,
  { timeZone, withSeconds }: { readonly timeZone: string; readonly withSeconds: boolean },
): string {
  return withSeconds ? formatSecond(timeMs, timeZone) : formatClock(timeMs, timeZone);
}

/** E.g. `Sat 21 Nov 2026`: put together here, because engines differ in their commas. */
function formatDay(timeMs: number, timeZone: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, ...options }).formatToParts(timeMs);
  const part = (type: keyof typeof options): string => parts.find((one) => one.type === type)?.value ?? '';
  return [part('weekday'), part('day'), part('month'), part('year')].join(' ');
}
