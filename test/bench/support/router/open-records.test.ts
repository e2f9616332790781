import { describe, expect, it } from 'vitest';
import { benchConfig, dependentAlarms, plainAlarms } from '../../../../bench/support/router/bench-plan.ts';
import { listOthers, openRecords } from '../../../../bench/support/router/open-records.ts';

describe('openRecords()', () => {
  it.each([
    ['on their own', plainAlarms.slice(0, 3)],
    ['behind something that is fine', dependentAlarms.slice(0, 3)],
    ['that the plan does not know', listOthers(3)],
  ])('has incidents that were told and are not acknowledged, of alarms %s', (_, alarms) => {
    const records = openRecords(alarms, benchConfig(), Date.parse('2026-11-23T09:00:00Z'));
    expect(records.map(({ alarm }) => alarm)).toEqual(alarms);
    for (const { incident } of records) {
      expect(incident).toMatchObject({ phase: 'open', tells: [] });
      expect(incident?.acknowledged).toBeUndefined();
      expect(Object.keys(incident?.told ?? {}).length).toBeGreaterThan(0);
    }
  });
});
