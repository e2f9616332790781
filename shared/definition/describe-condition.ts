import { formatDuration } from '../model/duration.ts';
import type { KpiCondition } from '../model/kpi.ts';

const words = { '>': 'above', '<': 'below', '>=': 'at or above', '<=': 'at or below', '=': 'exactly' } as const;

/** A number as people write it: 1,234.5. */
const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** A condition in words, e.g. `below 1,000 EUR`, `below 50 % of last week`, `no rows`. */
export function describeCondition(
  condition: KpiCondition,
  { unit, measures }: { readonly unit: string; readonly measures: 'number' | 'age' },
): string {
  if (condition.kind === 'outcome') return condition.outcomes.map((outcome) => outcome.replace('-', ' ')).join(' or ');
  if (condition.kind === 'last-week') {
    return `${words[condition.operator]} ${grouped.format(condition.percent)} % of the same time last week`;
  }
  const { operator, threshold } = condition;
  if (measures === 'age') return `older than ${formatDuration(threshold * 1_000)}`;
  return `${words[operator]} ${grouped.format(threshold)}${unit === '' ? '' : ` ${unit}`}`;
}
