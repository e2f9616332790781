import { describe, expect, it } from 'vitest';
import type { AlarmRouting } from '../../../shared/model/policy.ts';
import { plan } from '../../../shared/plan/make-plan.ts';
import { makeDefinition } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const tcp = { kind: 'tcp', host: 'shop.example', port: 80 };
const health = { user: 'dbhealth', password: { secret: 'orders/health' } };
const login = { health, kpi: health, refresh: health };
const orders = { kind: 'postgres', host: 'db.shop.example', database: 'orders', ...login };
const errors = { url: 'https://shop.example/stats', json: '$.errors' };

const routingOf = (change: Change): Readonly<Record<string, AlarmRouting>> =>
  plan(makeDefinition(change), 'prod').routing;

const routeOf = (alarm: string, change: Change): AlarmRouting | undefined => routingOf(change)[alarm];

describe('the routing of an alarm', () => {
  it('is by its severity, by the owner and the runbook of all, where nothing else is written', () => {
    expect(routeOf('endpoint/web/down', {})).toEqual({
      policy: 'critical',
      owner: 'ada',
      alsoNotify: [],
      dependsOn: [],
      worse: [],
      maintenance: [],
      runbookSteps: [],
    });
    expect(routeOf('endpoint/web/certificate-30d', {})).toMatchObject({ policy: 'info' });
  });

  it('has no owner where none is written', () => {
    expect(routeOf('endpoint/web/down', { owner: null })).not.toHaveProperty('owner');
  });

  it('is there for every alarm about the product, and for none about our own machinery', () => {
    const { alarms, routing } = plan(
      makeDefinition({ databases: { orders }, refreshes: { sales: { database: 'orders', view: 'public.sales' } } }),
      'prod',
    );
    const ours = alarms.filter(({ subject }) => ['endpoint', 'database', 'kpi', 'refresh'].includes(subject.kind));
    expect(ours.length).toBeGreaterThan(10);
    expect(Object.keys(routing)).toEqual(ours.map(({ id }) => id));
  });

  /** The route of `port` in the group `api`, as something is written at each of its layers. */
  const routeOfPort = ({ defaults = {}, group = {}, own = {} }: Readonly<Record<string, Change>>) =>
    routeOf('endpoint/port/down', { defaults, groups: { api: { ...group, endpoints: { port: { ...tcp, ...own } } } } });

  const down = (policy: string) => ({ alarms: { down: { policy } } });

  it.each<readonly [string, Readonly<Record<string, Change>>, string]>([
    ['all endpoints', { defaults: { policy: 'all' } }, 'all'],
    ['its group', { defaults: { policy: 'all' }, group: { policy: 'group' } }, 'group'],
    ['itself', { group: { policy: 'group' }, own: { policy: 'own' } }, 'own'],
    ['this alarm in its group', { group: down('alarm'), own: { policy: 'own' } }, 'alarm'],
    ['this alarm of its own', { group: down('group'), own: down('alarm') }, 'alarm'],
  ])('follows the policy of %s', (_, layers, policy) => {
    expect(routeOfPort(layers)?.policy).toBe(policy);
  });

  it('takes owner, receivers and parents from the nearest layer that says something of each', () => {
    const route = routeOfPort({
      defaults: { owner: 'ada', alsoNotify: ['chat'], dependsOn: ['web'] },
      group: { owner: 'platform' },
      own: { alsoNotify: [{ team: 'platform' }, { onCall: 'platform', by: ['sms'] }] },
    });
    expect(route).toMatchObject({
      owner: 'platform',
      alsoNotify: [
        { kind: 'team', team: 'platform' },
        { kind: 'on-call', rotation: 'platform', role: 'primary', by: ['sms'] },
      ],
    });
    expect(routeOf('endpoint/web/down', { defaults: { dependsOn: ['web'] } })?.dependsOn).toEqual([]);
  });

  it('has a policy per step of a certificate', () => {
    const certificate = [
      { daysLeft: 30, severity: 'warning', policy: 'devops' },
      { daysLeft: 3, severity: 'critical' },
    ];
    const routing = routingOf({ endpoints: { web: { policy: 'own', alarms: { certificate } } } });
    expect(routing['endpoint/web/certificate-30d']?.policy).toBe('devops');
    expect(routing['endpoint/web/certificate-3d']?.policy).toBe('own');
  });

  it('has a policy per alarm of a database, and per alert of a KPI', () => {
    const alarms = {
      full: { check: 'connections-used', above: 90, severity: 'critical', policy: 'p0', alsoNotify: ['chat'] },
      many: { check: 'connections', above: 90, severity: 'warning' },
    };
    const alert = { above: 0, severity: 'critical', policy: 'payments' };
    const routing = routingOf({
      databases: { orders: { ...orders, policy: 'database', alarms } },
      kpis: {
        one: { ...errors, alert },
        more: { ...errors, policy: 'kpi', alerts: { any: alert, low: { below: 1, severity: 'info' } } },
      },
    });
    const policies = Object.entries(routing).map(([id, { policy }]) => [id, policy]);
    expect(Object.fromEntries(policies)).toMatchObject({
      'database/orders/full': 'p0',
      'database/orders/many': 'database',
      'kpi/one/alert': 'payments',
      'kpi/more/any': 'payments',
      'kpi/more/low': 'kpi',
    });
    expect(routing['database/orders/full']?.alsoNotify).toEqual([{ kind: 'channel', channel: 'chat' }]);
  });
});

describe('what explains an alarm', () => {
  it('is that its parents are down, by their names, whatever their ids', () => {
    const dependsOn = ['port', 'orders'];
    const route = routeOf('endpoint/web/down', {
      endpoints: { web: { dependsOn }, port: { ...tcp, id: 'old-port' } },
      databases: { orders: { ...orders, id: 'old-orders' } },
    });
    expect(route?.dependsOn).toEqual(['endpoint/old-port/down', 'database/old-orders/database-unreachable']);
  });

  it('is that the database of a KPI or a refresh is gone, without a word', () => {
    const routing = routingOf({
      databases: { orders },
      kpis: { mrr: { database: 'orders', sql: 'SELECT 1', dependsOn: ['web'], alert: { below: 1, severity: 'info' } } },
      refreshes: { sales: { database: 'orders', view: 'public.sales' } },
    });
    expect(routing['kpi/mrr/alert']?.dependsOn).toEqual(['endpoint/web/down', 'database/orders/database-unreachable']);
    expect(routing['refresh/sales']?.dependsOn).toEqual(['database/orders/database-unreachable']);
  });

  it('is not itself, where its group depends on it', () => {
    const routing = routingOf({ groups: { api: { dependsOn: ['port'], endpoints: { port: tcp, other: tcp } } } });
    expect(routing['endpoint/port/down']?.dependsOn).toEqual([]);
    expect(routing['endpoint/other/down']?.dependsOn).toEqual(['endpoint/port/down']);
  });

  it('is nothing that is less severe: a warning must not silence what is critical', () => {
    const port = { ...tcp, alarms: { down: { severity: 'warning' } } };
    const routing = routingOf({
      endpoints: { web: { dependsOn: ['port'], latency: { degraded: '500ms' } }, port },
    });
    expect(routing['endpoint/web/down']?.dependsOn).toEqual([]);
    expect(routing['endpoint/web/slow']?.dependsOn).toEqual(['endpoint/port/down']);
  });

  it('is each worse alarm about the same thing', () => {
    const routing = routingOf({ endpoints: { web: { latency: { degraded: '500ms' } } } });
    expect(routing['endpoint/web/slow']?.worse).toEqual(['endpoint/web/down']);
    expect(routing['endpoint/web/down']?.worse).toEqual([]);
  });
});

describe('the maintenance of an alarm', () => {
  const window = (of: unknown) => ({ of, reason: 'a new rack', from: '2026-07-01T22:00', until: '2026-07-02T02:00' });

  it('is what names it, its group, or everything', () => {
    const routing = routingOf({
      groups: { api: { endpoints: { port: tcp } } },
      kpis: { errors: { ...errors, alert: { above: 0, severity: 'info' } } },
      maintenance: { all: window('everything'), group: window(['api']), one: window(['web', 'errors']) },
    });
    expect(routing['endpoint/port/down']?.maintenance).toEqual(['all', 'group']);
    expect(routing['endpoint/web/down']?.maintenance).toEqual(['all', 'one']);
    expect(routing['kpi/errors/alert']?.maintenance).toEqual(['all', 'one']);
  });
});

describe('the steps of a runbook', () => {
  const runbooks = {
    general: { steps: ['Look at the dashboard.'] },
    web: { url: 'https://wiki.shop.example/web', steps: [{ text: 'Restart it.', run: 'make restart' }] },
    port: { steps: ['Look at the load balancer.'] },
  };

  it('are those of the nearest runbook', () => {
    const routing = routingOf({ runbook: 'general', runbooks, endpoints: { web: { runbook: 'web' }, port: tcp } });
    expect(routing['endpoint/web/down']?.runbookSteps).toEqual([{ text: 'Restart it.', run: 'make restart' }]);
    expect(routing['endpoint/port/down']?.runbookSteps).toEqual([{ text: 'Look at the dashboard.' }]);
  });

  it('come with the address of the same runbook, or with none', () => {
    const { alarms } = plan(
      makeDefinition({
        ...{
          runbooks,
          databases: {
            orders: {
              ...orders,
              alarms: { gone: { check: 'unreachable', above: 0, severity: 'info', runbook: 'port' } },
            },
          },
        },
        kpis: {
          errors: {
            ...errors,
            runbook: 'web',
            alerts: { any: { above: 0, severity: 'info' }, low: { below: 0, severity: 'info', runbook: 'port' } },
          },
        },
        endpoints: { web: { runbook: 'web' }, port: { ...tcp, runbook: 'port' }, other: tcp },
      }),
      'prod',
    );
    const addressOf = (id: string) => alarms.find((alarm) => alarm.id === id)?.runbook;
    expect(addressOf('endpoint/web/down')).toBe('https://wiki.shop.example/web');
    expect(addressOf('endpoint/other/down')).toBe('https://runbooks.shop.example/');
    expect(addressOf('endpoint/port/down')).toBeUndefined();
    expect(addressOf('database/orders/gone')).toBeUndefined();
    expect(addressOf('kpi/errors/any')).toBe('https://wiki.shop.example/web');
    expect(addressOf('kpi/errors/low')).toBeUndefined();
  });
});
