import { targetMsOf } from '../function-rating.ts';
import type { HealthWindow } from '../health-window.ts';
import { formatMilliseconds } from '../quantities.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { noCallNoProblem } from './missing-reasons.ts';

/** How far the worst function is from its target. */
export const functionTarget: DatabaseCheck = {
  metric: 'FunctionTargetPercent',
  unit: 'Percent',
  symbol: '%',
  part: 'pulse',
  meaning:
    'Mean time of a call in percent of the target that was set for the function, the worst of all functions with one.',
  stat: 'Maximum',
  missing: 'notBreaching',
  missingReason: noCallNoProblem,
  problem: 'has a function that misses its target',
  grades: [
    {
      alarm: 'function-misses-target',
      severity: 'warning',
      above: 100,
      for: '5m',
      why: 'The target is the promise; five minutes tell a trend from one cold call.',
    },
  ],
  measure,
};

function measure({ change, functionTargetsMs }: HealthWindow): Measurement | undefined {
  const [worst] = (change?.functions ?? [])
    .flatMap((called) => {
      const targetMs = targetMsOf(called.name, functionTargetsMs);
      return targetMs === undefined ? [] : [{ ...called, targetMs, percent: (100 * called.meanMs) / targetMs }];
    })
    .sort((a, b) => b.percent - a.percent);
  return (
    worst && {
      value: worst.percent,
      culprit: `Function ${worst.name} took ${formatMilliseconds(worst.meanMs)} on average, its target is ${formatMilliseconds(worst.targetMs)}`,
    }
  );
}
