import type { ReportSection } from '../../shared/definition/report-settings.ts';
import type { PlannedReport } from '../../shared/plan/plan.ts';
import type { ReportConfig } from '../../shared/plan/report-config.ts';
import { groupFindings } from '../../shared/reports/group-findings.ts';
import { endedPeriods, periodsUntil, type ReportPeriods } from '../../shared/reports/period-of.ts';
import type { Report, ReportPart } from '../../shared/reports/report-model.ts';
import { readIncidents } from './read-incidents.ts';
import { readKpis } from './read-kpis.ts';
import { readUptime } from './read-uptime.ts';
import type { ReportOrder } from './report-event.ts';
import { type ReportSources, reasonOf } from './report-ports.ts';

/** Reads everything that a report says. A source that fails becomes a sentence in it. Never rejects. */
export async function gatherReport(
  { report, atMs, period: kind }: ReportOrder,
  config: ReportConfig,
  sources: ReportSources,
): Promise<Report> {
  const { service, environment, timeZone } = config;
  const { id, title, every, on } = report;
  const rhythm = { every, ...(on === undefined ? {} : { on }) };
  const untilNow = kind === 'until-now';
  const periods = untilNow ? periodsUntil(rhythm, atMs) : endedPeriods(rhythm, atMs, timeZone);
  const readers = readersOf(report, config, sources);
  const parts = await Promise.all(report.sections.map((section) => readers[section](periods)));
  return {
    ...{ id, title, service, environment, timeZone, every, ...periods },
    untilNow,
    writtenAtMs: atMs,
    parts,
  };
}

type Readers = Readonly<Record<ReportSection, (periods: ReportPeriods) => Promise<ReportPart>>>;

function readersOf({ kpis }: PlannedReport, config: ReportConfig, sources: ReportSources): Readers {
  const { history, alarmChanges, findings } = sources;
  return {
    uptime: (periods) => readUptime(config.endpoints, periods, history),
    kpis: (periods) =>
      readKpis(
        config.kpis.filter(({ id }) => kpis.includes(id)),
        periods,
        { history, namespace: config.namespace },
      ),
    incidents: (periods) => readIncidents(config, periods, alarmChanges),
    async databases({ period }) {
      try {
        const found = await findings.between(period);
        return { kind: 'databases', problems: [], databases: groupFindings(found, config.databases) };
      } catch (error) {
        return { kind: 'databases', problems: [`Findings are unknown: ${reasonOf(error)}`], databases: [] };
      }
    },
    cost: async () => ({ kind: 'cost', problems: [], lines: config.cost }),
  };
}
