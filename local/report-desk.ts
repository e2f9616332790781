import { type WrittenReport, writeReport } from '../functions/report/write-report.ts';
import type { Plan, PlannedReport } from '../shared/plan/plan.ts';
import { reportConfig } from '../shared/plan/report-config.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Timer } from '../shared/ports/timer.ts';
import type { AlarmBoard } from './alarm-board.ts';
import type { ReportView } from './api/types.ts';
import { createMemoryAlarmChanges } from './memory/alarm-changes.ts';
import type { EvidenceStore } from './memory/evidence-store.ts';
import { createMemoryFindings } from './memory/findings.ts';
import { createMemoryMetricHistory } from './memory/metric-history.ts';
import type { MetricStore } from './memory/metric-store.ts';
import { createMemoryReportStore } from './memory/report-store.ts';

/** What reports of a watch are written from. */
export interface ReportDeskParts {
  readonly plan: Plan;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly metrics: MetricStore;
  readonly evidence: Pick<EvidenceStore, 'findingsBetween'>;
  readonly board: Pick<AlarmBoard, 'views'>;
  readonly consoleUrl: () => string;
}

/** Writes reports when somebody asks: a watch seldom lives for the week that they are about. */
export interface ReportDesk {
  views(): readonly ReportView[];
  /** The newest document; written now where there is none or `again` is true. Undefined where there is no such report. */
  html(id: string, again: boolean): Promise<string | undefined>;
  /** Writes a report about the time until now. */
  write(id: string): Promise<WrittenReport>;
}

/** The time that a report of a person covers: a watch has not seen the period that ended. */
const untilNow = { period: 'until-now', send: false } as const;

/** Real time that writing may take. */
const patienceMs = 30_000;

/** Creates the desk of a watch. */
export function createReportDesk(parts: ReportDeskParts): ReportDesk {
  const { plan, clock, timer, metrics, consoleUrl } = parts;
  const store = createMemoryReportStore({ now: clock.now, consoleUrl });
  const ports = {
    ...{ config: reportConfig(plan), clock, timer, store },
    history: createMemoryMetricHistory(metrics),
    alarmChanges: createMemoryAlarmChanges(parts.board),
    findings: createMemoryFindings(parts.evidence),
    publisher: { publish: async () => ({ result: 'delivered' }) as const },
  };
  const write = (id: string) => writeReport({ report: id, ...untilNow }, patienceMs, ports);
  return {
    write,
    views: () =>
      plan.reports.map((report) => {
        const written = store.latest(report.id)?.writtenAtMs;
        const { id, title, to } = report;
        return {
          ...{ id, title, to },
          when: describeWhen(report),
          ...(written === undefined ? {} : { writtenAtMs: written }),
        };
      }),
    async html(id, again) {
      if (!plan.reports.some((report) => report.id === id)) return undefined;
      if (again || store.latest(id) === undefined) await write(id);
      return store.latest(id)?.html;
    },
  };
}

/** When a report comes, in words: "every Monday at 08:00". */
function describeWhen({ every, on, atMinute }: Pick<PlannedReport, 'every' | 'on' | 'atMinute'>): string {
  const clock = `${String(Math.floor(atMinute / 60)).padStart(2, '0')}:${String(atMinute % 60).padStart(2, '0')}`;
  const day = on === undefined ? '' : `${on.slice(0, 1).toUpperCase()}${on.slice(1)}`;
  const days = { day: 'every day', week: `every ${day}`, month: 'on the first of the month' } as const;
  return `${days[every]} at ${clock}`;
}
