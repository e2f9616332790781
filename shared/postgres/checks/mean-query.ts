import { culpritOf } from '../culprit-of.ts';
import type { DatabaseCheck } from './check.ts';
import { noCallNoProblem } from './missing-reasons.ts';

/** Mean time of a statement. */
export const meanQuery: DatabaseCheck = {
  metric: 'MeanQueryMs',
  unit: 'Milliseconds',
  symbol: 'ms',
  part: 'pulse',
  meaning: 'Mean execution time of all statements since the run before, as pg_stat_statements counts it.',
  stat: 'Average',
  missing: 'notBreaching',
  missingReason: noCallNoProblem,
  problem: 'answers queries slowly',
  grades: [
    {
      alarm: 'queries-slow-on-average',
      severity: 'warning',
      above: 200,
      for: '5m',
      why: 'A request makes several queries: at 200 ms each it takes a second.',
    },
  ],
  measure: ({ change, before }) => {
    const { calls = 0, totalMs = 0 } = change?.statements ?? {};
    return calls === 0 ? undefined : { value: totalMs / calls, ...culpritOf(before.suspects.statementTime) };
  },
};
