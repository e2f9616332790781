import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute } from '../../../local/console/route.ts';

describe('parseRoute()', () => {
  it.each([
    ['', { page: 'overview' }],
    ['#/', { page: 'overview' }],
    ['#/endpoints/web', { page: 'endpoint', id: 'web' }],
    ['#/alarms', { page: 'alarms' }],
    ['#/alarms/', { page: 'alarms' }],
    ['#/alarms/endpoint/web/down', { page: 'alarm', id: 'endpoint/web/down' }],
    ['#/alarms/endpoint%2Fweb%2Fdown', { page: 'alarm', id: 'endpoint/web/down' }],
    ['#/databases', { page: 'databases' }],
    ['#/databases/orders', { page: 'database', id: 'orders' }],
    ['#/numbers', { page: 'numbers' }],
    ['#/numbers/revenue', { page: 'number', id: 'revenue' }],
    ['#/reports', { page: 'reports' }],
    ['#/reports/weekly', { page: 'report', id: 'weekly' }],
    ['#/incidents', { page: 'incidents' }],
    ['#/incidents/k3j9x0a1b2c3', { page: 'incident', id: 'k3j9x0a1b2c3' }],
    ['#/on-call', { page: 'on-call' }],
    ['#/on-call/shop', { page: 'not-found', hash: '#/on-call/shop' }],
    ['#/policies', { page: 'policies' }],
    ['#/inbox', { page: 'inbox' }],
    ['#/inbox/a%20b', { page: 'delivery', id: 'a b' }],
    ['#/dashboards', { page: 'dashboards' }],
    ['#/dashboards/shop', { page: 'dashboard', id: 'shop' }],
    ['#/endpoints', { page: 'not-found', hash: '#/endpoints' }],
    ['#/nowhere', { page: 'not-found', hash: '#/nowhere' }],
    ['#/constructor', { page: 'not-found', hash: '#/constructor' }],
    ['#/inbox/%zz', { page: 'not-found', hash: '#/inbox/%zz' }],
  ])('reads "%s"', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });
});

describe('hrefOf()', () => {
  it.each([
    { page: 'overview' },
    { page: 'endpoint', id: 'web' },
    { page: 'alarms' },
    { page: 'alarm', id: 'endpoint/web/down' },
    { page: 'delivery', id: 'shop-local/endpoint/web/down@1?#%/chat ü' },
    { page: 'dashboards' },
    { page: 'dashboard', id: 'shop' },
    { page: 'database', id: 'orders' },
    { page: 'number', id: 'revenue' },
    { page: 'report', id: 'weekly' },
    { page: 'incidents' },
    { page: 'incident', id: 'k3j9x0a1b2c3' },
    { page: 'on-call' },
    { page: 'policies' },
  ] as const)('is read back as $page', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  it('keeps the slashes of an id, so that the address can be read', () => {
    expect(hrefOf({ page: 'alarm', id: 'endpoint/web/down' })).toBe('#/alarms/endpoint/web/down');
  });
});
