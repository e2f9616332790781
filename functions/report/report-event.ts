import { suggest } from '../../shared/definition/did-you-mean.ts';
import type { PlannedReport } from '../../shared/plan/plan.ts';
import type { ReportConfig } from '../../shared/plan/report-config.ts';

/** Which report to write. The scheduler names the report and its time; a person may ask for the time until now. */
export interface ReportEvent {
  readonly report: string;
  /** ISO 8601; now where it is absent. */
  readonly scheduledAt?: string;
  /** The day, week or month that has ended (default), or the last 24 hours, 7 or 30 days until now. */
  readonly period?: 'ended' | 'until-now';
  /** False: nobody is sent anything. */
  readonly send?: boolean;
}

/** An event that was understood. */
export interface ReportOrder {
  readonly report: PlannedReport;
  readonly atMs: number;
  readonly period: 'ended' | 'until-now';
  readonly send: boolean;
}

const knownFields = ['report', 'scheduledAt', 'period', 'send'];

/** Reads an event of any shape. Throws one error that says what is wrong and what would be right. */
export function readReportEvent(
  event: unknown,
  { reports }: Pick<ReportConfig, 'reports'>,
  nowMs: number,
): ReportOrder {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new Error('Cannot read the event: must be an object such as {"report":"weekly"}');
  }
  const unknown = Object.keys(event).find((name) => !knownFields.includes(name));
  if (unknown !== undefined) {
    throw new Error(`Cannot read the event: no field "${unknown}" is known; ${suggest(unknown, knownFields)}`);
  }
  const { report: id, scheduledAt, period = 'ended', send = true } = event as Readonly<Record<string, unknown>>;
  if (period !== 'ended' && period !== 'until-now') {
    throw new Error('Cannot read the event: "period" must be "ended" or "until-now"');
  }
  if (typeof send !== 'boolean') throw new Error('Cannot read the event: "send" must be true or false');
  const atMs = scheduledAt === undefined ? nowMs : Date.parse(String(scheduledAt));
  if (Number.isNaN(atMs)) {
    throw new Error(`Cannot read scheduledAt: "${scheduledAt}" is no time, must be like "2026-01-05T08:30:00Z"`);
  }
  return { report: findReport(id, reports), atMs, period, send };
}

function findReport(id: unknown, reports: readonly PlannedReport[]): PlannedReport {
  const found = reports.find((report) => report.id === id);
  if (found !== undefined) return found;
  const hint = suggest(
    String(id),
    reports.map((report) => report.id),
  );
  throw new Error(`Cannot write report "${id}": there is none of that name; ${hint}`);
}
