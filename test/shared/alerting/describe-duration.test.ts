import { describe, expect, it } from 'vitest';
import { describeDuration } from '../../../shared/alerting/describe-duration.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('describeDuration()', () => {
  it.each([
    [0, 'less than a second'],
    [999, 'less than a second'],
    [second, '1 second'],
    [45 * second, '45 seconds'],
    [minute, '1 minute'],
    [12 * minute + 40 * second, '12 minutes'],
    [hour, '1 hour'],
    [hour + 5 * minute, '1 hour 5 minutes'],
    [23 * hour + 59 * minute + 59 * second, '23 hours 59 minutes'],
    [day, '1 day'],
    [2 * day + 3 * hour + 10 * minute, '2 days 3 hours'],
    [3 * day + 10 * minute, '3 days'],
  ])('says %i ms as "%s"', (ms, text) => {
    expect(describeDuration(ms)).toBe(text);
  });
});
