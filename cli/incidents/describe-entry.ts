import { describeDuration } from '../../shared/alerting/describe-duration.ts';
import type { HoldReason, TellKind, TimelineEntry } from '../../shared/model/incident.ts';
import { formatShortMoment } from '../../shared/reports/format-values.ts';

type Described = { readonly [What in TimelineEntry['what']]: (entry: Entry<What>, timeZone: string) => string };
type Entry<What extends TimelineEntry['what']> = Extract<TimelineEntry, { readonly what: What }>;

/** One line of an incident's story without its time; moments in it are told in the zone. */
export function describeEntry(entry: TimelineEntry, timeZone: string): string {
  const describe = descriptions[entry.what] as (entry: TimelineEntry, timeZone: string) => string;
  return describe(entry, timeZone);
}

const descriptions: Described = {
  opened: ({ reason }) => `opened: ${reason}`,
  held: ({ by, untilMs }, timeZone) =>
    `held back: ${describeHold(by)}${untilMs === undefined ? '' : `, until ${formatShortMoment(untilMs, timeZone)}`}`,
  announced: ({ policy }) => `announced: policy ${policy} begins`,
  told: describeTold,
  skipped: ({ step, why }) => `step ${step + 1} told nobody: ${why}`,
  recovering: () => 'OK again: waits whether it stays so',
  flapped: ({ flaps }) => `came back, ${flaps === 1 ? 'once' : `${flaps} times`} so far`,
  joined: ({ title }) => `explains, too: ${title}`,
  suppressed: ({ by }) => `explained by ${by}: tells nobody meanwhile`,
  acknowledged: ({ by, note }) => `acknowledged by ${by}${because(note)}`,
  silenced: ({ by, reason, untilMs }, timeZone) =>
    `silenced by ${by} until ${formatShortMoment(untilMs, timeZone)}${because(reason)}`,
  'silence-ended': () => 'the silence is over',
  resolved: ({ by, reason, falseAlarm }) =>
    `resolved${by === undefined ? '' : ` by ${by}`}${falseAlarm === true ? ', a false alarm' : ''}${because(reason)}`,
};

const because = (text: string | undefined): string => (text === undefined ? '' : `: ${text}`);

const tells: Readonly<Record<TellKind, string>> = {
  opening: 'that it opened',
  escalation: 'that nobody has acknowledged it',
  reminder: 'that it is still open',
  acknowledged: 'who acknowledged it',
  closing: 'that it is over',
  summary: 'of it in a summary',
};

const results: Readonly<Record<Entry<'told'>['result'], string>> = {
  delivered: 'delivered',
  rehearsed: 'shown here, not sent',
  rejected: 'REFUSED',
  'gave-up': 'GIVEN UP',
};

/** `told chat that it opened (step 1): delivered after 2 attempts`. */
function describeTold({ tell, channel, step, result, attempts, problem, insteadOf }: Entry<'told'>): string {
  const asked = step === undefined ? '' : ` (step ${step + 1})`;
  const instead = insteadOf === undefined ? '' : ` instead of ${insteadOf}`;
  // What was rehearsed has no problem: that it was not sent is said already.
  const why = result === 'rehearsed' ? undefined : problem;
  const tries = attempts > 1 ? ` after ${attempts} attempts` : '';
  return `told ${channel}${instead} ${tells[tell]}${asked}: ${results[result]}${tries}${because(why)}`;
}

/** Why an incident is not told yet, as a clause. */
export function describeHold(reason: HoldReason): string {
  switch (reason.kind) {
    case 'calendar':
      return `outside of ${reason.calendar}`;
    case 'maintenance':
      return `maintenance ${reason.window}`;
    case 'dependency':
      return `${reason.alarm} explains it`;
    case 'settling':
      return 'what it depends on may turn out as the cause';
    case 'digest':
      return 'waits for the next digest';
  }
}

/** How long after the opening: `+3 minutes`. */
export function describeAfter(atMs: number, openedAtMs: number): string {
  return atMs - openedAtMs < 1_000 ? '' : `+${describeDuration(atMs - openedAtMs)}`;
}
