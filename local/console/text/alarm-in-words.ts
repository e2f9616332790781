import type { PlannedAlarm } from '../../../shared/model/alarm.ts';
import type { KpiView, MetricView } from '../../api/types.ts';
import { conditionOf } from './alarm-label.ts';
import { unitOfAlarm } from './alarm-unit.ts';
import { oftenInWords, periodsInShort, ruleInShort, ruleInWords } from './rule-in-words.ts';

/** What the words for an alarm's rule are taken from. */
interface Known {
  readonly metrics: readonly MetricView[];
  readonly kpis: readonly KpiView[];
}

/**
 * The rule of an alarm for a list. Where a function judges and CloudWatch only counts its verdicts, what was judged stands in
 * the place of "≥ 1": `2 of the last 2 15-minute periods: below 1,000 EUR`.
 */
export function alarmInShort(alarm: PlannedAlarm, { metrics, kpis }: Known): string {
  const judged = judgedOf(alarm, kpis);
  return judged === undefined
    ? ruleInShort(alarm.rule, unitOfAlarm(alarm, metrics))
    : `${periodsInShort(alarm.rule)}: ${judged}`;
}

/** The rule of an alarm as a sentence. */
export function alarmInWords(alarm: PlannedAlarm, { metrics, kpis }: Known): string {
  const judged = judgedOf(alarm, kpis);
  return judged === undefined
    ? ruleInWords(alarm.rule, unitOfAlarm(alarm, metrics))
    : `In alarm when “${judged}” held ${oftenInWords(alarm.rule, 'run')}.`;
}

function judgedOf({ id, subject }: PlannedAlarm, kpis: readonly KpiView[]): string | undefined {
  if (subject.kind === 'kpi') return conditionOf(id, kpis) ?? subject.alert;
  return subject.kind === 'refresh' ? 'failed' : undefined;
}
