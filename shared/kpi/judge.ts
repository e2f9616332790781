import type { Finding } from '../model/finding.ts';
import type { KpiAlert, KpiCondition, KpiSpec } from '../model/kpi.ts';
import type { KpiResult, KpiVerdict } from '../model/kpi-result.ts';
import { isWithin } from './calendar.ts';
import { decideValue, type KpiDecision } from './decide-value.ts';
import { explainBreach } from './explain-breach.ts';
import { formatValue } from './format-value.ts';
import type { KpiReading } from './reading.ts';

/** The value at the same time a week ago, or why it is not known as the end of a sentence. */
export type LastWeek = { readonly value: number } | { readonly problem: string };

/** One run of a KPI. */
export interface KpiRun {
  readonly reading: KpiReading;
  /** Absent where no alert needs it. */
  readonly lastWeek?: LastWeek;
  readonly tookMs: number;
  /** Epoch milliseconds at which it was due: what calendars are asked about. */
  readonly atMs: number;
}

/** What became of a run: its result, and a finding for each alert whose condition held. */
export interface JudgedKpi {
  readonly result: KpiResult;
  readonly findings: readonly Finding[];
  /** False where the fault was ours, so that nothing is known of the KPI. */
  readonly isJudged: boolean;
}

/** Whether a moment is one in which an alert counts. */
export function isWatched({ during, outside }: KpiAlert, atMs: number): boolean {
  if (during !== undefined && !isWithin(during, atMs)) return false;
  return outside === undefined || !isWithin(outside, atMs);
}

/** Whether a KPI has an alert that compares with a week ago and counts at this moment. */
export function needsLastWeek({ alerts }: KpiSpec, atMs: number): boolean {
  return alerts.some((alert) => alert.condition.kind === 'last-week' && isWatched(alert, atMs));
}

/** Judges every alert of a KPI by what a run brought. Pure. */
export function judgeKpi(spec: KpiSpec, { reading, lastWeek, tookMs, atMs }: KpiRun): JudgedKpi {
  const decision = decideValue(reading, spec);
  const { outcome, value, rows, isOurs } = decision;
  const judged = spec.alerts.map((alert) => ({
    alert,
    verdict: judgeAlert(alert, decision, { spec, lastWeek, atMs }),
  }));
  return {
    result: {
      kpi: spec.id,
      outcome,
      ...(value === undefined ? {} : { value }),
      rows,
      reason: describeDecision(decision, spec),
      verdicts: judged.map(({ verdict }) => verdict),
      tookMs,
      atMs,
    },
    findings: judged
      .filter(({ verdict }) => verdict.breached === true)
      .map(({ alert, verdict }) => explainBreach(spec, alert, { decision, why: verdict.why, atMs })),
    isJudged: !isOurs,
  };
}

interface JudgeContext {
  readonly spec: KpiSpec;
  readonly lastWeek: LastWeek | undefined;
  readonly atMs: number;
}

function judgeAlert(alert: KpiAlert, decision: KpiDecision, { spec, lastWeek, atMs }: JudgeContext): KpiVerdict {
  const { name, condition, rule } = alert;
  const { outcome, value, isOurs, note } = decision;
  const unknown = (why: string): KpiVerdict => ({ alert: name, why });
  if (!isWatched(alert, atMs)) {
    const inside = alert.during === undefined || isWithin(alert.during, atMs);
    return { alert: name, breached: false, why: inside ? 'in hours that are left out' : 'outside of its hours' };
  }
  if (isOurs) return unknown(`not known: ${note}`);
  if (condition.kind === 'outcome') {
    const breached = condition.outcomes.includes(outcome);
    return { alert: name, breached, why: `it gave ${describeOutcome(decision, spec)}` };
  }
  if (value === undefined) return unknown(`there is no value: ${note}`);
  const limit = limitOf(condition, lastWeek);
  if ('problem' in limit) return unknown(limit.problem);
  const breached = comparisons[condition.operator](value, limit.value);
  const then = condition.kind === 'last-week' ? ` (${formatValue(limit.then ?? 0, spec)})` : '';
  const verb = breached ? 'is' : 'is not';
  return { alert: name, breached, why: `${describeValue(decision, value, spec)} ${verb} ${rule}${then}` };
}

type Operator = Exclude<KpiCondition, { readonly kind: 'outcome' }>['operator'];

const comparisons: Readonly<Record<Operator, (value: number, limit: number) => boolean>> = {
  '>': (value, limit) => value > limit,
  '<': (value, limit) => value < limit,
  '>=': (value, limit) => value >= limit,
  '<=': (value, limit) => value <= limit,
  '=': (value, limit) => value === limit,
};

/** A percentage of nothing, or of less than nothing, compares with nothing. */
function limitOf(
  condition: Exclude<KpiCondition, { readonly kind: 'outcome' }>,
  lastWeek: LastWeek = { problem: 'the value of a week ago is not known' },
): { readonly value: number; readonly then?: number } | { readonly problem: string } {
  if (condition.kind === 'compare') return { value: condition.threshold };
  if ('problem' in lastWeek) return lastWeek;
  const then = lastWeek.value;
  if (then <= 0) return { problem: `the value of a week ago is ${then}, of which there is no percentage` };
  return { value: (then * condition.percent) / 100, then };
}

/** `812 EUR`, or with the row that it belongs to: `premium: 812 EUR`. */
function describeValue({ subject }: KpiDecision, value: number, spec: KpiSpec): string {
  return `${subject === 'it' ? '' : `${subject}: `}${formatValue(value, spec)}`;
}

const nouns = {
  value: 'a value',
  null: 'NULL',
  'no-rows': 'no rows',
  error: 'an error',
  timeout: 'a timeout',
} as const;

function describeOutcome(decision: KpiDecision, spec: KpiSpec): string {
  const { outcome, value, note } = decision;
  if (outcome === 'value' && value !== undefined) return `a value, ${describeValue(decision, value, spec)}`;
  if (outcome === 'error' || outcome === 'timeout') return `${nouns[outcome]}: ${note}`;
  return note ?? nouns[outcome];
}

const deciders = { highest: 'the highest', lowest: 'the lowest', sum: 'summed up' } as const;

/** The result in one sentence. */
function describeDecision(decision: KpiDecision, spec: KpiSpec): string {
  const { outcome, value, rows, note } = decision;
  if (value === undefined) return outcome === 'error' || outcome === 'timeout' ? (note ?? '') : `It gave ${note}`;
  const among = rows.length < 2 || spec.judge === 'sum' ? '' : `, ${deciders[spec.judge]} of ${rows.length} rows`;
  return `${describeValue(decision, value, spec)}${among}${note === undefined ? '' : ` (${note})`}`;
}
