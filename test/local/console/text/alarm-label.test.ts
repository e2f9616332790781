import { describe, expect, it } from 'vitest';
import type { AlarmView } from '../../../../local/api/types.ts';
import { alarmLabel, subjectPage } from '../../../../local/console/text/alarm-label.ts';
import { sampleWatch } from '../fixtures.ts';

const { snapshot } = sampleWatch();

function alarm(id: string, state: AlarmView['state']): AlarmView {
  const found = snapshot.alarms.find((view) => view.alarm.id === id);
  if (!found) throw new Error(`Cannot find alarm "${id}": the fixtures lack it, must have it`);
  return { ...found, state };
}

describe('alarmLabel()', () => {
  it.each([
    ['endpoint/api/down', 'Product API is down'],
    ['database/orders/query-stuck', 'Orders database has a long-running query'],
  ])('is what is wrong while %s fires', (id, label) => {
    expect(alarmLabel(alarm(id, 'ALARM'), snapshot)).toBe(label);
  });

  it.each([
    ['endpoint/web/down', 'Storefront: availability'],
    ['endpoint/web/slow', 'Storefront: latency'],
    ['endpoint/web/certificate-14d', 'Storefront: certificate, 14 days'],
    ['database/orders/query-stuck', 'Orders database: long query'],
    ['database/orders/wal-held-back', 'Orders database: retained WAL'],
    ['kpi/revenue/alert', 'Revenue today: alert “below 1,000 EUR”'],
    ['refresh/api-performance', 'API performance view: refresh'],
    ['function/alert-router/errors', 'Alert-router: errors'],
  ])('is what %s watches while it does not', (id, label) => {
    expect(alarmLabel(alarm(id, 'OK'), snapshot)).toBe(label);
  });

  it('falls back on ids where what an alarm speaks about is not known', () => {
    const nothing = { endpoints: [], databases: [], kpis: [], refreshes: [] };
    expect(alarmLabel(alarm('kpi/revenue/alert', 'OK'), nothing)).toBe('Revenue: alert “alert”');
  });
});

describe('subjectPage()', () => {
  it.each([
    ['endpoint/web/down', { page: 'endpoint', id: 'web' }],
    ['database/orders/query-stuck', { page: 'database', id: 'orders' }],
    ['kpi/revenue/alert', { page: 'number', id: 'revenue' }],
    ['refresh/api-performance', { page: 'database', id: 'orders' }],
    ['function/alert-router/errors', undefined],
  ])('of %s', (id, route) => {
    expect(subjectPage(alarm(id, 'OK').alarm.subject, snapshot)?.route).toEqual(route);
  });
});
