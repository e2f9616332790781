import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../../shared/definition/check-definition.ts';
import { postgres } from '../../../shared/postgres/recommended.ts';
import { makeDefinition } from '../../support/definition.ts';

const orders = {
  kind: 'postgres',
  host: 'db.shop.example',
  database: 'orders',
  health: { user: 'dbhealth', password: { secret: 'orders/health' } },
  kpi: { user: 'dbkpi', password: { secret: 'orders/kpi' } },
  refresh: { user: 'dbrefresh', password: { secret: 'orders/refresh' } },
};

const mrr = { database: 'orders', sql: 'SELECT 1', unit: 'EUR' };

const problemsOf = (change: Readonly<Record<string, unknown>>) => {
  const checked = checkDefinition(makeDefinition({ databases: { orders }, ...change }));
  return checked.ok ? [] : checked.problems;
};

const withOrders = (change: Readonly<Record<string, unknown>>) => ({ databases: { orders: { ...orders, ...change } } });
const withKpi = (change: Readonly<Record<string, unknown>>) => ({ kpis: { mrr: { ...mrr, ...change } } });

describe('checkDefinition() of databases and business numbers', () => {
  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['a database reached directly', {}],
    [
      'one whose roles bring connection strings',
      { databases: { orders: { kind: 'postgres', health: { url: { secret: 'orders/url' } } } } },
    ],
    [
      'one reached through the Data API',
      {
        databases: {
          ledger: {
            kind: 'data-api',
            cluster: 'arn:aws:rds:eu-central-1:111122223333:cluster:ledger',
            database: 'ledger',
            health: { secret: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:ledger/health-a1b2c3' },
            autoPause: '5m',
          },
        },
      },
    ],
    [
      'recommended alarms with one of its own',
      withOrders({
        alarms: {
          ...postgres.recommended(),
          'too-many': { check: 'connections', above: 100, for: '5m', severity: 'warning' },
        },
      }),
    ],
    [
      'a KPI from SQL, by calendar',
      {
        ...withKpi({ alert: { below: 5, severity: 'warning', during: 'hours' } }),
        calendars: { hours: { days: 'weekdays', from: '08:00', to: '18:00' } },
      },
    ],
    [
      'a KPI from a JSON answer, with an operator',
      {
        kpis: {
          errors: {
            url: 'https://api.shop.example/stats',
            json: '$.errors',
            alert: { operator: '>=', threshold: 5, severity: 'critical' },
          },
        },
      },
    ],
    ['nothing but a database', { endpoints: null }],
  ])('accepts %s', (_, change) => {
    expect(problemsOf(change)).toEqual([]);
  });

  it.each<readonly [string, Readonly<Record<string, unknown>>, string, string, string]>([
    [
      'a check that there is not',
      withOrders({ alarms: { a: { check: 'conections', above: 1, severity: 'info' } } }),
      'databases.orders.alarms.a.check',
      '"conections" is not one of',
      'did you mean "connections"?',
    ],
    [
      'an alarm without a threshold',
      withOrders({ alarms: { a: { check: 'connections', severity: 'info' } } }),
      'databases.orders.alarms.a',
      'is incomplete',
      'write "above" or "below"',
    ],
    [
      'a password in the file',
      withOrders({ health: { user: 'x', password: 'hunter2' } }),
      'databases.orders.health.password',
      'looks like the value',
      'secret(',
    ],
    [
      'a missing host',
      withOrders({ host: undefined }),
      'databases.orders.host',
      'host is missing',
      'a role that logs in by name needs it',
    ],
    [
      'plain text to another machine',
      withOrders({ tls: 'off' }),
      'databases.orders.tls',
      'plain text is for this machine only',
      '"rds"',
    ],
    [
      'a network that there is not',
      withOrders({ network: 'private' }),
      'databases.orders.network',
      'no network is called "private"',
      '',
    ],
    [
      'an alarm that looks too far back',
      withOrders({
        every: '1h',
        alarms: { a: { check: 'connections', above: 1, for: '1d', severity: 'info' } },
        id: 'x',
        functions: { revenue: { target: '1s' } },
      }),
      'databases.orders.functions.revenue',
      '"revenue" is not a schema and a name',
      'public.revenue',
    ],
    [
      'a label that stands twice',
      withKpi({ labels: ['visit', 'pay', 'visit'] }),
      'kpis.mrr.labels.2',
      '"visit" stands twice',
      'write it once',
    ],
    [
      'a KPI of an unknown database',
      withKpi({ database: 'order' }),
      'kpis.mrr.database',
      'no database is called "order"',
      'did you mean "orders"?',
    ],
    [
      'a KPI of a database without a role for it',
      { databases: { orders: { ...orders, kpi: undefined } }, ...withKpi({}) },
      'kpis.mrr.database',
      '"orders" has no role for this (kpi)',
      'watchkeeper database role orders',
    ],
    [
      'a threshold that is no number',
      withKpi({ alert: { below: 'many', severity: 'info' } }),
      'kpis.mrr.alert.below',
      '"many" is not a number',
      'plain number',
    ],
    [
      'an alert without a condition',
      withKpi({ alert: { severity: 'info' } }),
      'kpis.mrr.alert',
      'is incomplete',
      'write "above", "below", "atLeast"',
    ],
    [
      'a calendar that there is not',
      withKpi({ alert: { below: 5, severity: 'info', during: 'night' } }),
      'kpis.mrr.alert.during',
      'no calendar is called "night"',
      '',
    ],
    [
      'an age of what is a number',
      withKpi({ alert: { olderThan: '30m', severity: 'info' } }),
      'kpis.mrr.alert.olderThan',
      'measures a number, not an age',
      "measures: 'age'",
    ],
    [
      'a refresh of nothing',
      { refreshes: { r: { database: 'orders' } } },
      'refreshes.r',
      'names no view and no function',
      'view or call',
    ],
    [
      'a refresh of what is no plain name',
      { refreshes: { r: { database: 'orders', view: 'public.v; DROP TABLE x' } } },
      'refreshes.r.view',
      'is not a plain name',
      'public.daily_revenue',
    ],
    [
      'a calendar that ends when it begins',
      { calendars: { c: { days: 'weekdays', from: '08:00', to: '08:00' } } },
      'calendars.c',
      'ends when it begins',
      'whole days',
    ],
    [
      'a holiday that is no date',
      { calendars: { c: { days: 'weekdays', except: ['2026-13-01'] } } },
      'calendars.c.except.0',
      '"2026-13-01" is not a day',
      'write it like "2026-12-25", or "12-25" for every year',
    ],
    [
      'an alert without a proper name',
      withKpi({ alerts: { 'x" || y': { above: 1, severity: 'info' } } }),
      'kpis.mrr.alerts.x" || y',
      'is not a name',
      'lower-case letters',
    ],
    [
      'an alert that never counts',
      {
        ...withKpi({ alert: { below: 5, severity: 'info', during: 'c', outside: 'c' } }),
        calendars: { c: { days: 'weekdays' } },
      },
      'kpis.mrr.alert.outside',
      'is the calendar of "during"',
      'leave one out',
    ],
    [
      'a timeout that does not fit into its run',
      withKpi({ every: '1m', timeout: '60s' }),
      'kpis.mrr.timeout',
      '60s does not fit into a run every 1m',
      'less than "55s"',
    ],
    [
      'a day that there is not',
      { calendars: { c: { days: 'weekdays', except: ['2026-02-30'] } } },
      'calendars.c.except.0',
      '"2026-02-30" is not a day',
      'write it like "2026-12-25", or "12-25" for every year',
    ],
    ['a calendar without days', { calendars: { c: { days: [] } } }, 'calendars.c.days', 'empty', 'at least 1'],
    ['a BigInt', withKpi({ alert: { below: 5n, severity: 'info' } }), 'kpis.mrr.alert.below', '5 is not a number', ''],
    [
      'a report to Slack',
      { reports: { weekly: { every: 'week', to: ['chat'] } } },
      'reports.weekly.to.0',
      '"chat" is a channel of kind slack',
      'email channel',
    ],
    [
      'a panel of an unknown KPI',
      { dashboards: { d: { title: 'D', panels: [{ panel: 'funnel', kpi: 'sales' }] } } },
      'dashboards.d.panels.0.kpi',
      'no KPI is called "sales"',
      '',
    ],
  ])('reports %s', (_, change, path, message, hint) => {
    const problem = problemsOf(change).find((one) => one.path === path);
    expect(problem, JSON.stringify(problemsOf(change))).toMatchObject({
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });
});
