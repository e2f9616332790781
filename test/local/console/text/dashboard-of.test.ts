import { describe, expect, it } from 'vitest';
import { dashboardOf } from '../../../../local/console/text/dashboard-of.ts';
import { samplePlan, sampleWatch } from '../fixtures.ts';

const { snapshot } = sampleWatch();

describe('dashboardOf()', () => {
  it.each([
    ['a database’s own', 'database/orders/query-stuck', 'database-orders'],
    ['the first that names the alarm', 'endpoint/api/down', 'overview'],
  ])('finds %s', (_, id, dashboard) => {
    const alarm = samplePlan.alarms.find((one) => one.id === id);
    expect(alarm && dashboardOf(alarm, snapshot)?.id).toBe(dashboard);
  });

  it('finds none where none shows it', () => {
    const [alarm] = samplePlan.alarms;
    expect(alarm && dashboardOf(alarm, { databases: [], dashboards: [] })).toBeUndefined();
  });
});
