import { type Severity, severities } from '../model/severity.ts';
import type { AlarmStateChange } from '../ports/alarm-changes.ts';
import type { ReportPeriod } from './period-of.ts';
import type { Incident, SeverityCounts } from './report-model.ts';

/** What an incident says about its alarm. */
export interface ReportedAlarm {
  /** CloudWatch's name. */
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
}

/**
 * Incidents that touched a period, newest first. An alarm's incident lasts from ALARM to OK: while data are missing
 * (INSUFFICIENT_DATA) nobody knows that it is over. `changes` may reach back before the period, which tells when older ones began.
 */
export function listIncidents(
  changes: readonly AlarmStateChange[],
  alarms: readonly ReportedAlarm[],
  period: ReportPeriod,
): readonly Incident[] {
  const byName = Map.groupBy(changes, ({ alarmName }) => alarmName);
  const incidents = alarms.flatMap((alarm) =>
    spansOf(byName.get(alarm.name) ?? []).flatMap((span) => toIncident(alarm, span, period)),
  );
  return incidents.sort((a, b) => (b.openedAtMs ?? 0) - (a.openedAtMs ?? 0));
}

/** How many incidents began in a period, by severity. */
export function countOpened(incidents: readonly Incident[], { fromMs, toMs }: ReportPeriod): SeverityCounts {
  const count = (severity: Severity) =>
    incidents.filter(
      (each) =>
        each.severity === severity &&
        each.openedAtMs !== undefined &&
        each.openedAtMs >= fromMs &&
        each.openedAtMs < toMs,
    ).length;
  return Object.fromEntries(severities.map((severity) => [severity, count(severity)])) as Record<Severity, number>;
}

interface Span {
  readonly openedAtMs?: number;
  readonly closedAtMs?: number;
}

/** From ALARM to OK, over the changes of one alarm, oldest first. */
function spansOf(changes: readonly AlarmStateChange[]): readonly Span[] {
  const spans: Span[] = [];
  let open: Span | undefined;
  for (const [index, { from, to, atMs }] of changes.entries()) {
    if (index === 0 && from === 'ALARM') open = {};
    if (to === 'ALARM') open ??= { openedAtMs: atMs };
    if (to === 'OK' && open !== undefined) {
      spans.push({ ...open, closedAtMs: atMs });
      open = undefined;
    }
  }
  return open === undefined ? spans : [...spans, open];
}

function toIncident(
  { title, severity }: ReportedAlarm,
  span: Span,
  { fromMs, toMs }: ReportPeriod,
): readonly Incident[] {
  const { openedAtMs = Number.NEGATIVE_INFINITY, closedAtMs = Number.POSITIVE_INFINITY } = span;
  if (openedAtMs >= toMs || closedAtMs <= fromMs) return [];
  const { closedAtMs: _later, ...unended } = span;
  const lastedMs = Math.min(closedAtMs, toMs) - Math.max(openedAtMs, fromMs);
  return [{ title, severity, ...(closedAtMs >= toMs ? unended : span), lastedMs }];
}
