import { describe, expect, it } from 'vitest';
import { shownColumns } from '../../../shared/plan/dashboards/database-panels.ts';
import { plan } from '../../../shared/plan/make-plan.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { buildTables, databaseTables } from '../../../shared/postgres/tables/registry.ts';
import { makeDefinition } from '../../support/definition.ts';
import { firstWindow, objectsSample, pulseSample, statementsSample } from '../postgres/samples.ts';

const login = (role: string) => ({ user: `db${role}`, password: { secret: `orders/${role}` } });

const base = {
  endpoints: null,
  networks: { private: { vpc: 'vpc-0a', subnets: ['subnet-0a'], securityGroups: ['sg-0a'] } },
  databases: {
    orders: {
      kind: 'postgres',
      host: 'db.shop.example',
      database: 'orders',
      network: 'private',
      health: login('health'),
      kpi: login('kpi'),
      refresh: login('refresh'),
      functions: { 'public.revenue': { target: '100ms' } },
      alarms: {
        'too-many-connections': { check: 'connections', above: 100, for: '5m', severity: 'warning' },
        'dead-rows': { check: 'dead-tuples', above: 20, for: '30m', severity: 'warning' },
        'cache-low': { check: 'cache-hit', below: 80, for: '5m', severity: 'critical' },
        left: false,
      },
    },
    ledger: { kind: 'postgres', host: 'ledger.shop.example', database: 'ledger', health: login('health') },
  },
  calendars: { hours: { days: 'weekdays', from: '08:00', to: '18:00', except: ['2026-12-25'] } },
  kpis: {
    mrr: {
      database: 'orders',
      sql: 'SELECT 1',
      unit: 'EUR',
      target: 50_000,
      alert: { below: 40_000, for: '1h', severity: 'warning', during: 'hours' },
    },
    funnel: { database: 'orders', sql: 'SELECT 1', every: '1h', labels: ['visits', 'orders'] },
    errors: {
      url: 'https://api.shop.example/stats',
      json: '$.errors',
      headers: { 'x-key': { secret: 'api/key' } },
      alerts: {
        many: { operator: '>', threshold: 5, severity: 'critical' },
        off: { above: 9, severity: 'info', enabled: false },
      },
    },
    newest: { database: 'orders', sql: 'SELECT 1', measures: 'age', alert: { olderThan: '30m', severity: 'critical' } },
  },
  refreshes: { sales: { database: 'orders', view: 'public.sales', concurrently: true } },
  reports: { weekly: { every: 'week', to: ['engineering'] } },
};

const planned = (change: Readonly<Record<string, unknown>> = {}): Plan =>
  plan(makeDefinition({ ...base, ...change }), 'prod');
const alarmOf = (id: string) => {
  const alarm = planned().alarms.find((one) => one.id === id);
  if (alarm === undefined) throw new Error(`Cannot test: the plan has no alarm "${id}"`);
  return alarm;
};

describe('plan() of databases', () => {
  it('makes one alarm per line of the definition, in periods of the run that measures it', () => {
    expect(alarmOf('database/orders/too-many-connections')).toMatchObject({
      title: 'orders has many connections',
      severity: 'warning',
      rule: { threshold: 100, comparison: 'GreaterThanThreshold', evaluationPeriods: 5, datapointsToAlarm: 5 },
    });
    expect(alarmOf('database/orders/dead-rows').rule).toMatchObject({
      evaluationPeriods: 3,
      queries: [{ periodSeconds: 600, metric: { name: 'DeadTuplePercent', dimensions: { Database: 'orders' } } }],
    });
    expect(alarmOf('database/orders/cache-low').rule).toMatchObject({ comparison: 'LessThanThreshold', threshold: 80 });
    expect(planned().alarms.map(({ id }) => id)).not.toContain('database/orders/left');
  });

  it('gives a database that names none the recommended alarms', () => {
    const ids = planned().alarms.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('database/ledger/')).length).toBeGreaterThan(20);
  });

  it('runs each part of the health of one network in one job, and reads only the secrets of its role', () => {
    const { jobs, functions } = planned();
    expect(jobs.flatMap((job) => (job.kind === 'database-health' ? [[job.id, job.databases]] : []))).toEqual([
      ['database-health/private/pulse/1m', ['orders']],
      ['database-health/pulse/1m', ['ledger']],
      ['database-health/private/objects/10m', ['orders']],
      ['database-health/objects/10m', ['ledger']],
      ['database-health/private/bloat/1d', ['orders']],
      ['database-health/bloat/1d', ['ledger']],
    ]);
    const secretsOf = (id: string) => functions.find((fn) => fn.id === id)?.secrets.map(({ secret }) => secret);
    expect(secretsOf('database-health/private')).toEqual(['orders/health']);
    expect(secretsOf('kpi-query/private')).toEqual(['orders/kpi']);
    expect(secretsOf('kpi-query')).toEqual(['api/key']);
    expect(secretsOf('view-refresh/private')).toEqual(['orders/refresh']);
    expect(functions.find(({ id }) => id === 'database-health/private')).toMatchObject({
      name: 'shop-prod-database-health-private',
      network: 'private',
    });
  });

  it('publishes what an alarm or a graph reads, and nothing else of a database', () => {
    const names = planned().metrics.flatMap(({ metric }) =>
      metric.dimensions.Database === 'orders' ? [metric.name] : [],
    );
    expect(names).toContain('Connections');
    expect(names).toContain('DeadTuplePercent');
    expect(names).toContain('FunctionMs');
    expect(names).not.toContain('RetainedWalBytes');
    expect(new Set(names).size).toBe(names.length);
  });

  it('draws a dashboard for each, with the thresholds of its alarms', () => {
    const dashboard = planned().dashboards.find(({ id }) => id === 'database-orders');
    const titled = (title: string) =>
      dashboard?.body.widgets.find((widget) => widget.type !== 'text' && widget.properties.title === title);
    expect(titled('Cache hit')).toMatchObject({
      properties: { view: 'gauge', annotations: { horizontal: [{ value: 80, fill: 'below' }] } },
    });
    expect(titled('Slow queries')).toMatchObject({
      type: 'log',
      properties: { query: expect.stringContaining("SOURCE '/aws/lambda/shop-prod-database-health-private'") },
    });
  });

  it('shows columns in tables that the tables have', () => {
    const window = firstWindow({
      pulse: pulseSample(),
      objects: objectsSample(),
      statements: statementsSample(),
      bloat: { tableRows: [] },
    });
    const tables = new Map(buildTables(window).map((table) => [table.name, table.columns.map(({ key }) => key)]));
    for (const [name, columns] of Object.entries(shownColumns)) {
      expect(Object.keys(databaseTables)).toContain(name);
      expect(tables.get(name), name).toEqual(expect.arrayContaining([...columns]));
    }
    expect(tables.size).toBe(Object.keys(shownColumns).length);
  });
});

describe('plan() of business numbers', () => {
  it('counts the runs in which the condition held', () => {
    expect(alarmOf('kpi/mrr/alert')).toMatchObject({
      title: 'mrr is below 40,000 EUR',
      rule: {
        evaluationPeriods: 4,
        threshold: 1,
        treatMissingData: 'ignore',
        queries: [{ periodSeconds: 900, metric: { name: 'KpiBreach', dimensions: { Kpi: 'mrr', Alert: 'alert' } } }],
      },
    });
  });

  it('watches every KPI for failures unless it says otherwise', () => {
    const ids = planned().alarms.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['kpi/mrr/failing', 'kpi/funnel/failing', 'kpi/errors/failing']));
    expect(alarmOf('kpi/funnel/failing')).toMatchObject({
      severity: 'warning',
      title: 'funnel gives error or timeout',
      rule: { evaluationPeriods: 3 },
    });
  });

  it('leaves out what is not enabled', () => {
    expect(planned().alarms.map(({ id }) => id)).not.toContain('kpi/errors/off');
  });

  it('resolves calendars, ages and symbols', () => {
    const kpi = (id: string) => planned().kpis.find((one) => one.id === id);
    expect(kpi('mrr')?.alerts[0]).toMatchObject({
      condition: { kind: 'compare', operator: '<', threshold: 40_000 },
      during: {
        days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
        fromMinute: 480,
        toMinute: 1_080,
        except: ['2026-12-25'],
        timeZone: 'Europe/Zurich',
      },
    });
    expect(kpi('errors')?.alerts[0]).toMatchObject({ rule: 'above 5', condition: { operator: '>', threshold: 5 } });
    expect(kpi('newest')).toMatchObject({
      unit: 's',
      better: 'lower',
      judge: 'highest',
      alerts: [{ rule: 'older than 30m', condition: { threshold: 1_800 } }, {}],
    });
  });

  it('refreshes a view by one quoted statement, and watches it', () => {
    expect(planned().refreshes).toMatchObject([{ sql: 'REFRESH MATERIALIZED VIEW CONCURRENTLY "public"."sales"' }]);
    expect(alarmOf('refresh/sales')).toMatchObject({
      title: 'refresh of public.sales fails',
      rule: { evaluationPeriods: 2 },
    });
  });

  it('plans reports with their defaults', () => {
    expect(planned().reports).toEqual([
      {
        id: 'weekly',
        title: 'Weekly report',
        every: 'week',
        on: 'monday',
        atMinute: 480,
        to: ['engineering'],
        sections: ['uptime', 'kpis', 'incidents', 'databases', 'cost'],
        kpis: ['mrr', 'funnel', 'errors', 'newest'],
      },
    ]);
    expect(planned().functions.map(({ id }) => id)).toContain('report');
  });

  it('draws targets and alerts as lines, and labels as bars', () => {
    const dashboards = {
      business: {
        title: 'B',
        panels: [
          { panel: 'kpi', kpi: 'mrr' },
          { panel: 'funnel', kpi: 'funnel' },
          { panel: 'kpis', kpis: ['mrr'] },
        ],
      },
    };
    const [first, second, third] =
      planned({ dashboards }).dashboards.find(({ id }) => id === 'business')?.body.widgets ?? [];
    expect(first).toMatchObject({
      properties: {
        annotations: {
          horizontal: [
            { label: 'target', value: 50_000 },
            { label: 'alert: below 40,000 EUR', value: 40_000 },
          ],
        },
      },
    });
    expect(second).toMatchObject({
      properties: {
        view: 'bar',
        metrics: [
          [expect.anything(), 'KpiValue', 'Kpi', 'funnel', 'Label', 'visits', { label: 'visits' }],
          [expect.anything(), 'KpiValue', 'Kpi', 'funnel', 'Label', 'orders', {}],
        ],
      },
    });
    expect(third).toMatchObject({
      properties: {
        view: 'singleValue',
        metrics: [[expect.anything(), 'KpiValue', 'Kpi', 'mrr', { label: 'mrr (EUR)' }]],
      },
    });
  });
});
