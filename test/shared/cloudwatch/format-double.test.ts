import { describe, expect, it } from 'vitest';
import { formatDouble } from '../../../shared/cloudwatch/format-double.ts';

describe('formatDouble()', () => {
  it.each([
    [0, '0.0'],
    [1, '1.0'],
    [-3, '-3.0'],
    [99.5, '99.5'],
    [0.0666851903306472, '0.0666851903306472'],
    [0.001, '0.001'],
    [0.0005, '5.0E-4'],
    [9_999_999, '9999999.0'],
    [10_000_000, '1.0E7'],
    [19_501_161_676.8, '1.95011616768E10'],
    [860_604_416, '8.60604416E8'],
    [-25_000_000, '-2.5E7'],
  ])('writes %d as %s', (value, text) => {
    expect(formatDouble(value)).toBe(text);
  });
});
