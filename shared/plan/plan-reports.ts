import { minuteOf } from '../definition/calendar-settings.ts';
import type { DefinitionInput } from '../definition/definition-schema.ts';
import { type ReportInput, reportDefaults } from '../definition/report-settings.ts';
import type { PlannedReport } from './plan.ts';

const periodTitles = { day: 'Daily report', week: 'Weekly report', month: 'Monthly report' } as const;

function planReport(id: string, report: ReportInput, allKpis: readonly string[]): PlannedReport {
  return {
    id,
    title: report.title ?? periodTitles[report.every],
    every: report.every,
    ...(report.every === 'week' ? { on: report.on ?? reportDefaults.on } : {}),
    atMinute: minuteOf(report.at ?? reportDefaults.at),
    to: report.to,
    sections: report.sections ?? reportDefaults.sections,
    kpis: report.kpis ?? allKpis,
  };
}

/** Every report of a definition. */
export function planReports({ reports, kpis }: DefinitionInput): readonly PlannedReport[] {
  return Object.entries(reports ?? {}).map(([id, report]) => planReport(id, report, Object.keys(kpis ?? {})));
}
