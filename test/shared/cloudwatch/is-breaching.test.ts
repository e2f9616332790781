import { describe, expect, it } from 'vitest';
import { isBreaching } from '../../../shared/cloudwatch/is-breaching.ts';

describe('isBreaching()', () => {
  it.each([
    ['GreaterThanThreshold', [false, false, true]],
    ['GreaterThanOrEqualToThreshold', [false, true, true]],
    ['LessThanThreshold', [true, false, false]],
    ['LessThanOrEqualToThreshold', [true, true, false]],
  ] as const)('%s compares values below, at and above the threshold', (comparison, expected) => {
    expect([4, 5, 6].map((value) => isBreaching(comparison, value, 5))).toEqual(expected);
  });
});
