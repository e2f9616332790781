import { durationMs } from '../model/duration.ts';
import type { KpiCondition, KpiOutcome } from '../model/kpi.ts';
import type { KpiAlertInput } from './kpi-settings.ts';

const outcomesOf: Readonly<Record<Extract<KpiAlertInput, { on: unknown }>['on'], readonly KpiOutcome[]>> = {
  null: ['null'],
  'no-rows': ['no-rows'],
  'no-data': ['null', 'no-rows'],
  error: ['error'],
  timeout: ['timeout'],
  failure: ['error', 'timeout'],
};

/** The condition of an alert as written. */
export function resolveCondition(alert: KpiAlertInput): KpiCondition {
  if ('on' in alert) return { kind: 'outcome', outcomes: outcomesOf[alert.on] };
  if ('belowPercentOfLastWeek' in alert)
    return { kind: 'last-week', operator: '<', percent: alert.belowPercentOfLastWeek };
  if ('abovePercentOfLastWeek' in alert)
    return { kind: 'last-week', operator: '>', percent: alert.abovePercentOfLastWeek };
  const compare = (operator: '>' | '<' | '>=' | '<=' | '=', threshold: number): KpiCondition => ({
    kind: 'compare',
    operator,
    threshold,
  });
  if ('above' in alert) return compare('>', alert.above);
  if ('below' in alert) return compare('<', alert.below);
  if ('atLeast' in alert) return compare('>=', alert.atLeast);
  if ('atMost' in alert) return compare('<=', alert.atMost);
  if ('equals' in alert) return compare('=', alert.equals);
  if ('olderThan' in alert) return compare('>', durationMs(alert.olderThan) / 1_000);
  return compare(alert.operator, alert.threshold);
}
