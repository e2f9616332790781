import type { HoldReason } from '../../../shared/model/incident.ts';
import type { RoutedStep } from '../../../shared/model/route.ts';
import type { AlarmView, IncidentView } from '../../api/types.ts';

/** What happens next of itself: who is told, and when where that is known (epoch milliseconds). */
export interface NextTell {
  readonly what: string;
  readonly atMs?: number;
  /** Whether nobody will be told though nobody has taken it. */
  readonly isProblem?: true;
}

/** Who hears of an incident next if nothing changes. */
export function nextTell(incident: IncidentView, alarms: readonly AlarmView[] = []): NextTell {
  const { status, acknowledged, silenced, hold, phase } = incident;
  if (status === 'resolved') return { what: 'It is over.' };
  if (phase === 'held') {
    const at = incident.summaryDueMs ?? hold?.untilMs;
    const why = `Held: ${holdInWords(hold?.reason, alarms)}`;
    return at === undefined ? { what: why } : { what: `${why}, until`, atMs: at };
  }
  if (status === 'silenced' && silenced) {
    return { what: `Silenced by ${silenced.by} until`, atMs: silenced.untilMs };
  }
  if (acknowledged) return { what: `${acknowledged.by} has it: nobody else is told` };
  const { recoveringSinceMs, route } = incident;
  if (recoveringSinceMs !== undefined && route) {
    return { what: 'Over if it stays OK until', atMs: recoveringSinceMs + route.recoveryMs };
  }
  return nextStep(incident);
}

function nextStep({ route, stepsDone, told, remindedAtMs, announcedAtMs }: IncidentView): NextTell {
  if (!route) return { what: 'Its alarm is no longer in the plan', isProblem: true };
  const step = route.steps[stepsDone];
  if (step) return { what: receiversInWords(step), atMs: step.atMs, ...(!reaches(step) && { isProblem: true }) };
  const last = Math.max(remindedAtMs ?? 0, announcedAtMs ?? 0, route.steps.at(-1)?.atMs ?? 0);
  if (route.repeatMs !== undefined) return { what: 'Everybody who was told, again', atMs: last + route.repeatMs };
  return Object.keys(told).length === 0
    ? { what: 'Nobody: it is only written down' }
    : { what: 'Nobody: all steps are done' };
}

const reaches = ({ receivers, skipped }: RoutedStep): boolean =>
  skipped === undefined && receivers.some(({ channels }) => channels.length > 0);

/** Who a step tells, people before channels: `Ada Byron, Grace Hopper (backup)`. */
function receiversInWords({ receivers, skipped }: RoutedStep): string {
  if (skipped !== undefined) return `Nobody: ${skipped}`;
  const names = receivers.flatMap(({ people, channels, problem }) =>
    problem !== undefined && channels.length === 0 ? [] : people.length > 0 ? people : channels,
  );
  const problem = receivers.find((receiver) => receiver.problem !== undefined)?.problem;
  return names.length > 0 ? [...new Set(names)].join(', ') : `Nobody: ${problem ?? 'the step names nobody'}`;
}

/** Why an incident is not told yet. */
export function holdInWords(reason: HoldReason | undefined, alarms: readonly AlarmView[]): string {
  switch (reason?.kind) {
    case 'calendar':
      return `outside of ${reason.calendar}`;
    case 'maintenance':
      return `maintenance “${reason.window}”`;
    case 'dependency':
      return `explained by “${titleOf(reason.alarm, alarms)}”`;
    case 'settling':
      return 'what it depends on gets a moment to turn out as the cause';
    case 'digest':
      return 'it goes into the next digest';
    case undefined:
      return 'nobody was told yet';
  }
}

/** The title of an alarm by its name or id; the name itself where the plan does not know it. */
export function titleOf(name: string, alarms: readonly AlarmView[]): string {
  return alarms.find(({ alarm }) => alarm.name === name || alarm.id === name)?.alarm.title ?? name;
}
