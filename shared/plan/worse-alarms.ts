import type { PlannedAlarm } from '../model/alarm.ts';
import { severities } from '../model/severity.ts';

type Rule = PlannedAlarm['rule'];

/** True where one threshold lies further out than another in the same direction. */
const isStricter = (rule: Rule, other: Rule): boolean =>
  rule.comparison === other.comparison &&
  (rule.comparison.startsWith('Greater') ? other.threshold > rule.threshold : other.threshold < rule.threshold);

/** Whether one alarm is at least as severe as another: what is told as less must not silence what is told as more. */
export function isAsSevere(alarm: PlannedAlarm, other: PlannedAlarm): boolean {
  return severities.indexOf(alarm.severity) <= severities.indexOf(other.severity);
}

/** Whether an alarm says all that another one about the same thing says, and more. */
function explains(other: PlannedAlarm, { subject, rule }: PlannedAlarm): boolean {
  if (subject.kind === 'endpoint' && other.subject.kind === 'endpoint') {
    if (subject.aspect === 'slow') return other.subject.aspect === 'down';
    return subject.aspect === 'certificate' && other.subject.aspect === 'certificate' && isStricter(rule, other.rule);
  }
  if (subject.kind === 'database' && other.subject.kind === 'database') {
    if (other.subject.check === 'unreachable' && subject.check !== 'unreachable') return true;
    return other.subject.check === subject.check && isStricter(rule, other.rule);
  }
  return false;
}

/** What an alarm is about, in one text; undefined where alarms about one thing explain nothing of each other. */
function thingOf({ subject }: PlannedAlarm): string | undefined {
  if (subject.kind === 'endpoint') return `endpoint ${subject.endpoint}`;
  return subject.kind === 'database' ? `database ${subject.database}` : undefined;
}

/**
 * Ids of worse alarms about the same thing, by the id of the alarm that they explain: that an endpoint is down explains that
 * it is slow, a certificate that is nearer to its end all earlier steps, a threshold further out of a database's check the
 * nearer one. Alarms that nothing explains are left out.
 */
export function worseAlarms(alarms: readonly PlannedAlarm[]): ReadonlyMap<string, readonly string[]> {
  const things = Map.groupBy(alarms, thingOf);
  things.delete(undefined);
  const pairs = [...things.values()].flatMap((siblings) =>
    siblings.map((alarm) => {
      const worse = siblings.filter((other) => other !== alarm && isAsSevere(other, alarm) && explains(other, alarm));
      return [alarm.id, worse.map(({ id }) => id)] as const;
    }),
  );
  return new Map(pairs.filter(([, worse]) => worse.length > 0));
}
