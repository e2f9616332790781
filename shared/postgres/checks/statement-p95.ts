import type { HealthWindow } from '../health-window.ts';
import { countOf, formatMilliseconds } from '../quantities.ts';
import { quoteStatement } from '../statement-text.ts';
import type { StatementsChange } from '../statements-change.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { noCallNoProblem } from './missing-reasons.ts';

/** What the slower executions take. */
export const statementP95: DatabaseCheck = {
  metric: 'StatementP95Ms',
  unit: 'Milliseconds',
  symbol: 'ms',
  part: 'objects',
  meaning:
    'The time that 95 % of executions stayed below since the run before, each taken at the mean of its statement: pg_stat_statements keeps no distribution.',
  stat: 'Maximum',
  missing: 'notBreaching',
  missingReason: noCallNoProblem,
  problem: 'answers some queries slowly',
  grades: [
    {
      alarm: 'slowest-queries-slow',
      severity: 'warning',
      above: 500,
      for: '10m',
      why: 'One execution in twenty over half a second is felt on nearly every page.',
    },
  ],
  measure,
};

function measure(window: HealthWindow): Measurement | undefined {
  const change = window.statementsChange;
  const slow = change && statementAt(change, 0.95);
  if (slow === undefined) return undefined;
  return {
    value: slow.meanMs,
    ...(slow.id !== undefined && {
      culprit: `Calls of ${quoteStatement(window, slow.id)} took ${formatMilliseconds(slow.meanMs)} on average, ${countOf(slow.calls, 'call')} since the last look`,
    }),
    remedy: 'Run it with EXPLAIN (ANALYZE, BUFFERS).',
  };
}

interface Share {
  readonly id?: string;
  readonly calls: number;
  readonly meanMs: number;
}

/** The statement that the call at a share of all calls belongs to, calls sorted by time. Those outside the top count as one. */
function statementAt({ calls, totalMs, statements }: StatementsChange, share: number): Share | undefined {
  const listed = sum(statements.map((statement) => statement.calls));
  const restMs = Math.max(totalMs - sum(statements.map((statement) => statement.totalMs)), 0);
  const rest = Math.max(calls - listed, 0);
  const shares: Share[] = [...statements, ...(rest > 0 ? [{ calls: rest, meanMs: restMs / rest }] : [])];
  let above = (listed + rest) * (1 - share);
  for (const candidate of shares.sort((a, b) => b.meanMs - a.meanMs)) {
    above -= candidate.calls;
    if (above < 0) return candidate;
  }
  return shares.at(-1);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
