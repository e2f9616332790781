import type { Finding } from '../model/finding.ts';
import type { KpiAlert, KpiCondition, KpiSpec } from '../model/kpi.ts';
import { redactUrl } from '../probes/redact.ts';
import type { KpiDecision, KpiRow } from './decide-value.ts';
import { formatValue } from './format-value.ts';

const rowsShown = 5;
const statementCharactersMost = 240;

/** What is known of an alert whose condition held. */
export interface Breach {
  readonly decision: KpiDecision;
  /** One sentence without a full stop, with the number and the rule. */
  readonly why: string;
  readonly atMs: number;
}

/** The finding that explains an alert: it is quoted in the message and listed in the report. */
export function explainBreach(spec: KpiSpec, alert: KpiAlert, { decision, why, atMs }: Breach): Finding {
  const { value, outcome, rows, subject } = decision;
  const startsWithLabel = rows.some(({ label }) => label === subject);
  const isOutcome = alert.condition.kind === 'outcome';
  const actual = isOutcome || value === undefined ? outcome.replace('-', ' ') : formatValue(value, spec);
  return {
    key: alert.id,
    severity: alert.severity,
    title: `${spec.title} ${isOutcome ? 'gives' : 'is'} ${isOutcome ? actual : alert.rule}`,
    reason: startsWithLabel ? why : `${why.charAt(0).toUpperCase()}${why.slice(1)}`,
    expected: describeExpected(alert.condition, alert.rule, spec),
    actual,
    facts: listFacts(spec, decision),
    atMs,
  };
}

const opposites = { '>': 'at most', '<': 'at least', '>=': 'below', '<=': 'above', '=': 'anything but' } as const;

function describeExpected(condition: KpiCondition, rule: string, spec: KpiSpec): string {
  switch (condition.kind) {
    case 'compare':
      return `${opposites[condition.operator]} ${formatValue(condition.threshold, spec)}`;
    case 'last-week':
      return `not ${rule}`;
    case 'outcome':
      return condition.outcomes.some((outcome) => outcome === 'error' || outcome === 'timeout')
        ? 'an answer'
        : 'a value';
  }
}

function listFacts(spec: KpiSpec, { rows }: KpiDecision): Finding['facts'] {
  const { source, target } = spec;
  const asked =
    source.kind === 'sql'
      ? [
          { label: 'Database', value: source.database },
          { label: 'Statement', value: shorten(source.sql.replace(/\s+/g, ' ').trim()) },
        ]
      : [
          { label: 'Address', value: redactUrl(source.url) },
          { label: 'Path', value: shorten(source.json) },
        ];
  return [
    ...(rows.length === 0 ? [] : [{ label: 'Rows', value: describeRows(rows, spec) }]),
    ...(target === undefined ? [] : [{ label: 'Target', value: formatValue(target, spec) }]),
    ...asked,
  ];
}

/** The rows that are worst first, as far as the KPI says what is worse. */
function describeRows(rows: readonly KpiRow[], spec: KpiSpec): string {
  const sorted = [...rows].sort((one, other) =>
    spec.better === 'higher' ? one.value - other.value : other.value - one.value,
  );
  const shown = sorted.slice(0, rowsShown).map(({ label, value }) => `${label} ${formatValue(value, spec)}`);
  return `${shown.join(', ')}${rows.length > rowsShown ? ` and ${rows.length - rowsShown} more` : ''}`;
}

const shorten = (text: string): string =>
  text.length > statementCharactersMost ? `${text.slice(0, statementCharactersMost - 3)}...` : text;
