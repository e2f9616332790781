import { describe, expect, it } from 'vitest';
import { alarmOf, drillOf, formerOf } from '../../../functions/alert-router/record-names.ts';

const alarm = 'shop-prod/endpoint/größe 🔥/down';

describe('alarmOf()', () => {
  it.each([
    ['an alarm', alarm],
    ['a drill', drillOf(alarm)],
    ['a former incident', formerOf(alarm, 'k3v9x2m7q1wz')],
    ['a former drill', formerOf(drillOf(alarm), 'k3v9x2m7q1wz')],
    ['a former incident of a former one', formerOf(formerOf(alarm, 'k3v9x2m7q1wz'), 'k3v9x2m7q1wz')],
  ])('knows the alarm of %s', (_name, record) => {
    expect(alarmOf(record)).toBe(alarm);
  });
});
