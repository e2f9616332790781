import { countOf, formatMilliseconds } from '../quantities.ts';
import type { DatabaseCheck } from './check.ts';
import { noCallNoProblem } from './missing-reasons.ts';

/** The function with the highest mean time. */
export const slowFunction: DatabaseCheck = {
  metric: 'SlowestFunctionMs',
  unit: 'Milliseconds',
  symbol: 'ms',
  part: 'pulse',
  meaning: 'Mean time of one call of the slowest function since the run before; needs track_functions.',
  stat: 'Maximum',
  missing: 'notBreaching',
  missingReason: noCallNoProblem,
  problem: 'has a slow function',
  grades: [
    {
      alarm: 'function-very-slow',
      severity: 'critical',
      above: 500,
      for: '2m',
      why: 'A function that takes half a second on average holds up every request that calls it.',
    },
    {
      alarm: 'function-slow',
      severity: 'warning',
      above: 100,
      for: '5m',
      why: 'Up to 100 ms a call goes unnoticed inside a request; above it users feel it.',
    },
  ],
  measure: ({ change }) => {
    const [slowest] = change?.functions ?? [];
    return (
      slowest && {
        value: slowest.meanMs,
        culprit: `Function ${slowest.name} took ${formatMilliseconds(slowest.meanMs)} on average, in ${countOf(slowest.calls, 'call')}`,
        remedy:
          'Run its statements with EXPLAIN (ANALYZE, BUFFERS); auto_explain.log_nested_statements shows them from inside.',
      }
    );
  },
};
