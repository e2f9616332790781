import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../../shared/cloudwatch/metric-math/parse-expression.ts';
import { referencedIds } from '../../../../shared/cloudwatch/metric-math/referenced-ids.ts';

describe('referencedIds()', () => {
  it.each([
    ['1 + 2', []],
    ['m2 / m1 + m2', ['m2', 'm1']],
    ['IF(-errors > 5, SUM(FILL([a, b], LINEAR)), c)', ['errors', 'a', 'b', 'c']],
    ['SUM(METRICS("m"))', []],
    ['SUM([m1, RATE(m3)]) * PERIOD(m2)', ['m1', 'm3', 'm2']],
  ])('lists the ids in %s', (text, ids) => {
    const parsed = parseExpression(text);
    expect(parsed.ok && referencedIds(parsed.expression)).toEqual(ids);
  });
});
