import { severities } from '../../shared/model/severity.ts';
import type { ReportConfig } from '../../shared/plan/report-config.ts';
import type { AlarmChanges } from '../../shared/ports/alarm-changes.ts';
import { formatShortMoment } from '../../shared/reports/format-values.ts';
import { countOpened, listIncidents } from '../../shared/reports/list-incidents.ts';
import type { ReportPeriods } from '../../shared/reports/period-of.ts';
import type { ReportPart, SeverityCounts } from '../../shared/reports/report-model.ts';
import { reasonOf } from './report-ports.ts';

const noneOpened = Object.fromEntries(severities.map((severity) => [severity, 0])) as SeverityCounts;

/** The incidents of a period, and how many there were in the one before. Never rejects. */
export async function readIncidents(
  { alarms, timeZone }: Pick<ReportConfig, 'alarms' | 'timeZone'>,
  { period, before }: ReportPeriods,
  alarmChanges: AlarmChanges,
): Promise<ReportPart> {
  try {
    const { changes, knownFromMs = before.fromMs } = await alarmChanges.between({
      alarms,
      fromMs: before.fromMs,
      toMs: period.toMs,
    });
    const incidents = listIncidents(changes, alarms, period);
    const known = knownFromMs <= before.fromMs;
    const problems =
      knownFromMs > period.fromMs
        ? [`Incidents from before ${formatShortMoment(knownFromMs, timeZone)} are not known any more`]
        : [];
    return {
      ...{ kind: 'incidents', problems, incidents, opened: countOpened(incidents, period) },
      ...(known ? { before: countOpened(listIncidents(changes, alarms, before), before) } : {}),
    };
  } catch (error) {
    return {
      ...{ kind: 'incidents', incidents: [], opened: noneOpened },
      problems: [`Incidents are unknown: ${reasonOf(error)}`],
    };
  }
}
