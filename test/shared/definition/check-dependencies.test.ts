import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const health = { user: 'dbhealth', password: { secret: 'orders/health' } };
const orders = { kind: 'postgres', host: 'db.shop.example', database: 'orders', health };
const port = { kind: 'tcp', host: 'shop.example', port: 80 };
const dependsOn = (...names: readonly string[]): Change => ({ dependsOn: names });
const takeBack = 'one of them must stand alone; dependsOn: [] takes back what is inherited';

const mistakes: readonly (readonly [string, Change, string, string, string])[] = [
  [
    'a parent that nobody knows',
    { endpoints: { web: dependsOn('prot'), port } },
    'endpoints.web.dependsOn.0',
    'no endpoint or database is called "prot"',
    'did you mean "port"?',
  ],
  [
    'a parent twice',
    { endpoints: { web: dependsOn('port', 'port'), port } },
    'endpoints.web.dependsOn.1',
    '"port" stands twice',
    'write it once',
  ],
  [
    'an endpoint that depends on itself',
    { endpoints: { web: dependsOn('web') } },
    'endpoints.web.dependsOn.0',
    '"web" depends on itself',
    'leave it out',
  ],
  [
    'endpoints that explain each other',
    { endpoints: { web: dependsOn('port'), port: { ...port, dependsOn: ['web'] } } },
    'endpoints.web.dependsOn',
    'explains itself: web -> port -> web',
    takeBack,
  ],
  [
    'a circle through a database',
    { endpoints: { web: dependsOn('orders') }, databases: { orders: { ...orders, dependsOn: ['web'] } } },
    'endpoints.web.dependsOn',
    'explains itself: web -> orders -> web',
    takeBack,
  ],
  [
    'a circle by inheritance',
    { defaults: dependsOn('port'), endpoints: { port: { ...port, dependsOn: ['web'] } } },
    'endpoints.web.dependsOn',
    'explains itself: web -> port -> web',
    takeBack,
  ],
  [
    'a parent that never says that it is down',
    { endpoints: { web: dependsOn('port'), port: { ...port, alarms: { down: false } } } },
    'endpoints.web.dependsOn.0',
    '"port" has no alarm that says that it is down',
    'write endpoints.port.alarms.down',
  ],
  [
    'a database that never says that it is gone',
    {
      endpoints: { web: dependsOn('orders') },
      databases: { orders: { ...orders, alarms: { many: { check: 'connections', above: 90, severity: 'info' } } } },
    },
    'endpoints.web.dependsOn.0',
    '"orders" has no alarm that says that it is down',
    'give databases.orders an alarm on the check "unreachable"',
  ],
  [
    'a name that two things have',
    { endpoints: { web: dependsOn('orders'), orders: port }, databases: { orders } },
    'endpoints.web.dependsOn.0',
    '"orders" is an endpoint and a database',
    'rename one of them',
  ],
];

describe('checkDefinition() of what depends on what', () => {
  it.each<readonly [string, Change]>([
    [
      'an endpoint behind another and a database',
      { endpoints: { web: dependsOn('port', 'orders'), port }, databases: { orders } },
    ],
    [
      'a group that depends on one of its own',
      { groups: { api: { ...dependsOn('port'), endpoints: { port, other: port } } } },
    ],
    [
      'two ways to one parent',
      { endpoints: { web: dependsOn('port', 'name'), port, name: { ...port, dependsOn: ['port'] } } },
    ],
    [
      'a parent that takes back what it inherits',
      { defaults: dependsOn('port'), endpoints: { port: { ...port, dependsOn: [] } } },
    ],
  ])('accepts %s', (_, change) => {
    expect(problemsOf(change)).toEqual([]);
  });

  it.each(mistakes)('reports %s', (_, change, path, message, hint) => {
    expect(problemsOf(change)).toEqual([{ path, message, hint }]);
  });
});
