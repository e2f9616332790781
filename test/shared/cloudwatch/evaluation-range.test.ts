import { describe, expect, it } from 'vitest';
import { evaluationRangePeriods } from '../../../shared/cloudwatch/evaluation-range.ts';

describe('evaluationRangePeriods()', () => {
  it.each([
    ['two more than N', 'n+2', 60, 3, 5],
    ['two more than N for long periods', 'n+2', 86_400, 1, 3],
    ['a minute more for periods of 10 s', 'n+2', 10, 3, 9],
    ['a minute more for periods of 20 s', 'n+2', 20, 1, 4],
    ['a minute more for periods of 30 s', 'field-2026', 30, 1, 3],
    ['six minutes in the field for periods of 60 s', 'field-2026', 60, 1, 6],
    ['six minutes in the field for 2 of 2 as well', 'field-2026', 60, 2, 6],
    ['more than six minutes in the field where N needs them', 'field-2026', 60, 10, 12],
    ['two more than N in the field for other periods', 'field-2026', 540, 1, 3],
    ['what the caller says', 7, 60, 3, 7],
  ] as const)('looks back %s', (_sentence, profile, periodSeconds, evaluationPeriods, periods) => {
    expect(evaluationRangePeriods(profile, { periodSeconds, evaluationPeriods })).toBe(periods);
  });

  it.each([2, 3.5, Number.NaN])('refuses %d periods for an N of 3', (periods) => {
    expect(() => evaluationRangePeriods(periods, { periodSeconds: 60, evaluationPeriods: 3 })).toThrow(
      `Cannot evaluate alarm over ${periods} periods: evaluation range must be a whole number, 3 or more`,
    );
  });
});
