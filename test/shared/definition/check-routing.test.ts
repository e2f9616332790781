import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const web = (change: Change): Change => ({ endpoints: { web: change } });
const health = { user: 'dbhealth', password: { secret: 'orders/health' } };
const orders = { kind: 'postgres', host: 'db.shop.example', database: 'orders', health };

/** Something misspelt at each place that may name it: [where, the change, path, message, hint]. */
const mistakes: readonly (readonly [string, Change, string, string, string])[] = [
  ['an owner of all', { owner: 'adda' }, 'owner', 'no team or person is called "adda"', 'did you mean "ada"?'],
  [
    'an owner',
    web({ owner: 'adda' }),
    'endpoints.web.owner',
    'no team or person is called "adda"',
    'did you mean "ada"?',
  ],
  [
    'the owner of a group',
    { groups: { api: { owner: 'adda', endpoints: {} } } },
    'groups.api.owner',
    'no team or person is called "adda"',
    'did you mean "ada"?',
  ],
  [
    'the policy of an endpoint',
    web({ policy: 'warnign' }),
    'endpoints.web.policy',
    'no policy is called "warnign"',
    'did you mean "warning"?',
  ],
  [
    'the policy of all endpoints',
    { defaults: { policy: 'office' } },
    'defaults.policy',
    'no policy is called "office"',
    'known: "critical", "warning", "info"',
  ],
  [
    'the policy of one alarm',
    web({ alarms: { down: { policy: 'office' } } }),
    'endpoints.web.alarms.down.policy',
    'no policy is called "office"',
    'known: "critical", "warning", "info"',
  ],
  [
    'the policy of one step of the certificate',
    { defaults: { alarms: { certificate: [{ daysLeft: 7, severity: 'info', policy: 'devops' }] } } },
    'defaults.alarms.certificate.0.policy',
    'no policy is called "devops"',
    'known: "critical", "warning", "info"',
  ],
  [
    'the policy of an alarm of a database',
    {
      databases: {
        orders: { ...orders, alarms: { gone: { check: 'unreachable', above: 0, severity: 'info', policy: 'p0' } } },
      },
    },
    'databases.orders.alarms.gone.policy',
    'no policy is called "p0"',
    'known: "critical", "warning", "info"',
  ],
  [
    'whom the alert of a KPI tells too',
    {
      kpis: {
        errors: {
          ...{ url: 'https://shop.example/stats', json: '$.errors' },
          alerts: { any: { above: 0, severity: 'info', alsoNotify: ['chat', { team: 'finance' }] } },
        },
      },
    },
    'kpis.errors.alerts.any.alsoNotify.1.team',
    'no team is called "finance"',
    'there is none yet',
  ],
  [
    'a runbook',
    web({ runbook: 'web-down' }),
    'endpoints.web.runbook',
    'no runbook is called "web-down"',
    'there is none yet',
  ],
  [
    'the runbook of all',
    { runbook: 'otages', runbooks: { outages: { url: 'https://wiki.shop.example/outages' } } },
    'runbook',
    'no runbook is called "otages"',
    'did you mean "outages"?',
  ],
  [
    'a runbook that says nothing',
    { runbooks: { outages: {} } },
    'runbooks.outages',
    'says nothing',
    'write url, steps or both',
  ],
  [
    'a runbook that is no text',
    { runbook: 7 },
    'runbook',
    '7 is neither an http or https address nor the name of a runbook',
    'write it like "https://wiki.shop.example/orders", or name one of runbooks',
  ],
];

describe('checkDefinition() of owners, policies, receivers and runbooks of alerts', () => {
  it.each(mistakes)('reports a mistake in %s', (_, change, path, message, hint) => {
    expect(problemsOf(change)).toEqual([{ path, message, hint }]);
  });

  it('goes on with the rest where a name that stands alone is malformed', () => {
    expect(problemsOf({ owner: null, runbook: 7, policies: { warning: ['caht'] } }).map(({ path }) => path)).toEqual([
      'runbook',
      'policies.warning.0',
      'owner',
    ]);
  });
});
