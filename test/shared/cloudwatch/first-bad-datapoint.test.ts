import { describe, expect, it } from 'vitest';
import { firstBadDatapoint } from '../../../shared/cloudwatch/first-bad-datapoint.ts';

describe('firstBadDatapoint()', () => {
  it.each<[string, string, string | undefined]>([
    ['one', 'Threshold Crossed: 1 datapoint [0.0 (05/01/26 12:06:00)] was less than', '2026-01-05T12:06:00Z'],
    [
      'the oldest of several, whatever their order',
      'Threshold Crossed: 2 out of the last 2 datapoints [1.0 (05/01/26 12:06:00), 1.0 (05/01/26 12:05:00)] were',
      '2026-01-05T12:05:00Z',
    ],
    ['one of the last day of a year', 'Threshold Crossed: [1.0 (31/12/26 23:59:00)]', '2026-12-31T23:59:00Z'],
    ['none where there are none', 'Threshold Crossed: no datapoints were received for 5 periods', undefined],
    ['none of another reason', 'Unchecked: Initial alarm creation (05/01/26 12:06:00)', undefined],
    ['none of an empty reason', '', undefined],
  ])('finds %s', (_name, reason, moment) => {
    expect(firstBadDatapoint(reason)).toBe(moment === undefined ? undefined : Date.parse(moment));
  });
});
