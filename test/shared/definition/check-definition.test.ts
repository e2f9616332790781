import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDefinition, formatProblems } from '../../../shared/definition/check-definition.ts';
import { plan } from '../../../shared/plan/make-plan.ts';
import shop from '../../../watchkeeper.config.ts';
import { makeDefinition } from '../../support/definition.ts';

const endpoint = (change: Readonly<Record<string, unknown>>) => ({ endpoints: { web: change } });
const http = { kind: 'http', url: 'https://shop.example/' };

/** One mistake each: [what it is, the change that makes it, path, message, hint]. */
const mistakes: readonly (readonly [string, Readonly<Record<string, unknown>>, string, string, string])[] = [
  [
    'a service that is no name',
    { service: 'My Shop' },
    'service',
    '"My Shop" is not a service name of at most 20 characters',
    'write it like "shop"',
  ],
  ['a missing service', { service: null }, 'service', 'service is missing', 'write it like "shop"'],
  [
    'an unknown time zone',
    { timeZone: 'Europe/Zürich' },
    'timeZone',
    '"Europe/Zürich" is not a time zone',
    'write an IANA name like "Europe/Zurich"',
  ],
  ['an unknown section', { endpoint: {} }, 'endpoint', 'unknown field "endpoint"', 'did you mean "endpoints"?'],
  [
    'an unknown kind of endpoint',
    endpoint({ kind: 'htpp' }),
    'endpoints.web.kind',
    '"htpp" is not a known kind',
    'did you mean "http"?',
  ],
  [
    'an endpoint without a kind',
    { endpoints: { web: { kind: null } } },
    'endpoints.web.kind',
    'kind is missing',
    'write one of "http", "tcp", "tls", "dns"',
  ],
  [
    'an unknown field',
    endpoint({ metod: 'GET' }),
    'endpoints.web.metod',
    'unknown field "metod"',
    'did you mean "method"?',
  ],
  [
    'an unknown method',
    endpoint({ method: 'FETCH' }),
    'endpoints.web.method',
    '"FETCH" is not one of "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"',
    'write one of them',
  ],
  [
    'a missing URL',
    { endpoints: { web: { url: null } } },
    'endpoints.web.url',
    'url is missing',
    'write it like "https://shop.example/health", or "/health" below a baseUrl',
  ],
  [
    'a URL of another scheme',
    endpoint({ url: 'ftp://shop.example/' }),
    'endpoints.web.url',
    '"ftp://shop.example/" is not an http or https address',
    'write it like "https://shop.example/health", or "/health" below a baseUrl',
  ],
  [
    'a relative URL without a base',
    endpoint({ url: '/health' }),
    'endpoints.web.url',
    '"/health" is relative, but there is no baseUrl',
    'write the whole address, or a baseUrl in the group or the defaults',
  ],
  [
    'a duration in words',
    endpoint({ timeout: '30 seconds' }),
    'endpoints.web.timeout',
    '"30 seconds" is not a duration',
    'write a number and a unit: "30s", "5m", "1h", "1d"',
  ],
  [
    'a duration as a number',
    endpoint({ every: 60 }),
    'endpoints.web.every',
    '60 is not a duration',
    'write a number and a unit: "30s", "5m", "1h", "1d"',
  ],
  [
    'an interval that no schedule can keep',
    endpoint({ every: '30s' }),
    'endpoints.web.every',
    '"30s" is too short',
    'the least is "1m"',
  ],
  [
    'an interval between minutes',
    endpoint({ every: '90s' }),
    'endpoints.web.every',
    '"90s" is not a multiple of 1m',
    'write "2m"',
  ],
  [
    'a timeout as long as the interval',
    endpoint({ timeout: '1m' }),
    'endpoints.web.timeout',
    '1m is not shorter than the interval of 1m',
    'a run must be over before the next one starts',
  ],
  [
    'latency levels the wrong way round',
    endpoint({ latency: { degraded: '2s', failed: '1s' } }),
    'endpoints.web.latency',
    'degraded (2s) is not below failed (1s)',
    'degraded comes first, failed is worse',
  ],
  [
    'a latency beyond the timeout',
    endpoint({ latency: { degraded: '12s' } }),
    'endpoints.web.latency',
    '12s can never be measured',
    'the timeout ends the probe after 10s',
  ],
  [
    'a status that is none',
    endpoint({ expect: { status: 'ok' } }),
    'endpoints.web.expect.status',
    '"ok" is not a status',
    'write 200, [200, 204], "2xx" or { from: 200, to: 299 }',
  ],
  [
    'a regular expression that is none',
    endpoint({ expect: { body: { matches: '(' } } }),
    'endpoints.web.expect.body.matches',
    '"(" is not a regular expression',
    'Invalid regular expression: /(/u: Unterminated group',
  ],
  [
    'an M of N that can never be',
    endpoint({ alarms: { down: { when: '3 of 2' } } }),
    'endpoints.web.alarms.down.when',
    '"3 of 2" can never be reached',
    'M must be from 1 to N',
  ],
  [
    'an M of N in other words',
    endpoint({ alarms: { down: { when: '2/3' } } }),
    'endpoints.web.alarms.down.when',
    '"2/3" is not an M of N',
    'write it like "2 of 3": 2 bad periods among the last 3',
  ],
  [
    'an unknown severity',
    endpoint({ alarms: { down: { severity: 'crit' } } }),
    'endpoints.web.alarms.down.severity',
    '"crit" is not one of "critical", "warning", "info"',
    'write one of them',
  ],
  [
    'a look back that CloudWatch refuses',
    endpoint({ every: '30m', alarms: { down: { when: '50 of 60' } } }),
    'endpoints.web.alarms.down.when',
    '60 periods of 30m are more than CloudWatch looks back',
    'the most is "1d" in all',
  ],
  [
    'a certificate step that stands twice',
    endpoint({
      alarms: {
        certificate: [
          { daysLeft: 7, severity: 'info' },
          { daysLeft: 7, severity: 'critical' },
        ],
      },
    }),
    'endpoints.web.alarms.certificate',
    '7 days stands twice',
    'write one step per number of days',
  ],
  [
    'a quorum without the locations',
    endpoint({ alarms: { down: { quorum: 2 } } }),
    'endpoints.web.alarms.down.quorum',
    '2 locations cannot agree: "prod" has 1',
    'add locations, or ask for fewer',
  ],
  [
    'a channel that a policy names twice',
    { policies: { critical: ['phone', 'chat', 'phone'] } },
    'policies.critical.2',
    '"phone" stands twice',
    'write it once',
  ],
  [
    'a location that stands twice',
    { environments: { prod: { locations: ['eu-central-1', 'eu-central-1'] } } },
    'environments.prod.locations.1',
    '"eu-central-1" stands twice',
    'write it once',
  ],
  [
    'a JSONPath that is none',
    endpoint({ expect: { json: { '$.status[': 'ok' } } }),
    'endpoints.web.expect.json.$.status[',
    '"$.status[" is not a JSONPath',
    'write it like "$.items[*].price" (RFC 9535)',
  ],
  [
    'a redirect that must be none',
    endpoint({ expect: { redirectTo: '/', status: 200 } }),
    'endpoints.web.expect',
    'status 200 is not a redirect, and redirectTo asks for one',
    'leave one of them out',
  ],
  [
    'a group without endpoints',
    { groups: { api: { baseUrl: 'https://api.shop.example' } } },
    'groups.api.endpoints',
    'endpoints is missing',
    'write an object',
  ],
  ['a group that is nothing', { groups: { api: [] } }, 'groups.api', '[] is not an object', 'write an object'],
  [
    'an override of a group that there is not',
    {
      groups: { api: { endpoints: { api: http } } },
      environments: { prod: { overrides: { groups: { apii: { baseUrl: 'https://api.shop.example' } } } } },
    },
    'environments.prod.overrides.groups.apii',
    'no group is called "apii"',
    'did you mean "api"?',
  ],
  [
    'an override of what is the same everywhere',
    { environments: { prod: { overrides: { service: 'other' } } } },
    'environments.prod.overrides.service',
    'unknown field "service"',
    'known: "defaults", "groups", "endpoints", "channels", "policies", "backstop", "dashboards", "networks", "databases", "kpis", "refreshes", "calendars" and 11 more',
  ],
  [
    'a removal of an endpoint that there is not',
    { environments: { prod: { overrides: { endpoints: { wbe: null } } } } },
    'environments.prod.overrides.endpoints.wbe',
    'no endpoint is called "wbe"',
    'did you mean "web"?',
  ],
  [
    'a network that is none',
    endpoint({ allowNetworks: ['10.0.0.0'] }),
    'endpoints.web.allowNetworks.0',
    '"10.0.0.0" is not a network',
    'write "loopback", "private" or a range such as "10.20.0.0/16"',
  ],
  [
    'an endpoint name with capitals',
    { endpoints: { Checkout: http } },
    'endpoints.Checkout',
    '"Checkout" is not a name',
    'write 1 to 40 lower-case letters, digits and hyphens, a letter first',
  ],
  [
    'a name that two groups use',
    { groups: { eu: { endpoints: { web: http } } } },
    'endpoints.web',
    '"web" is also the id of groups.eu.endpoints.web',
    'names of endpoints are unique over all groups',
  ],
  [
    'an unknown channel in a policy',
    { policies: { warning: ['slakc'] } },
    'policies.warning.0',
    'no channel is called "slakc"',
    'known: "engineering", "phone", "chat"',
  ],
  [
    'a misspelt channel in a policy',
    { policies: { warning: ['enginering'] } },
    'policies.warning.0',
    'no channel is called "enginering"',
    'did you mean "engineering"?',
  ],
  [
    'a critical policy that tells nobody',
    { policies: { critical: [] } },
    'policies.critical',
    'nobody is told of critical alerts',
    'name at least one channel',
  ],
  [
    'a policy that is missing',
    { policies: { info: null } },
    'policies.info',
    'info is missing',
    'write a list, or write an object',
  ],
  [
    'a backstop that needs our code',
    { backstop: ['chat'] },
    'backstop.0',
    '"chat" is a slack channel',
    'the backstop works without our code: name an email or sms channel',
  ],
  [
    'an empty backstop',
    { backstop: [] },
    'backstop',
    'nobody is told when our own functions fail',
    'name an email or sms channel',
  ],
  [
    'an email address that is none',
    { channels: { engineering: { to: ['engineering'] } } },
    'channels.engineering.to.0',
    '"engineering" is not an email address',
    'write it like "oncall@shop.example"',
  ],
  [
    'a channel for nobody',
    { channels: { engineering: { to: [] } } },
    'channels.engineering.to',
    'the list is empty',
    'write at least 1',
  ],
  [
    'a phone number without its country',
    { channels: { phone: { to: ['2025550101'] } } },
    'channels.phone.to.0',
    '"2025550101" is not a phone number',
    `write it like "+12025550101", or secret('phones/ada')`,
  ],
  [
    'a webhook address in the open',
    { channels: { chat: { webhook: 'https://hooks.slack.com/services/T0/B0/abc' } } },
    'channels.chat.webhook',
    'this looks like the address of a chat webhook',
    "write secret('name') and keep the value out of this file",
  ],
  [
    'a token in a header',
    endpoint({ headers: { authorization: 'Bearer 0123456789abcdef' } }),
    'endpoints.web.headers.authorization',
    'this looks like an authorization value',
    "write secret('name') and keep the value out of this file",
  ],
  [
    'a password that is not a reference',
    endpoint({ auth: { kind: 'basic', username: 'probe', password: 'hunter2' } }),
    'endpoints.web.auth.password',
    'this looks like the value of "password"',
    "write secret('name') and keep the value out of this file",
  ],
  [
    'a password in an address',
    endpoint({ url: 'https://probe:hunter2@shop.example/' }),
    'endpoints.web.url',
    'this looks like a password inside an address',
    "write secret('name') and keep the value out of this file",
  ],
  [
    'an account that is none',
    { environments: { prod: { account: '1234' } } },
    'environments.prod.account',
    '"1234" is not an AWS account',
    'write it like "111122223333"',
  ],
  [
    'a region that is none',
    { environments: { prod: { region: 'frankfurt' } } },
    'environments.prod.region',
    '"frankfurt" is not an AWS region',
    'write it like "eu-central-1"',
  ],
  [
    'a panel for nobody knows whom',
    { dashboards: { main: { title: 'Main', panels: [{ panel: 'latency', endpoints: ['wbe'] }] } } },
    'dashboards.main.panels.0.endpoints.0',
    'no endpoint is called "wbe"',
    'did you mean "web"?',
  ],
  [
    'a panel that there is not',
    { dashboards: { main: { title: 'Main', panels: [{ panel: 'latancy' }] } } },
    'dashboards.main.panels.0.panel',
    '"latancy" is not a known panel',
    'did you mean "latency"?',
  ],
  [
    'an override of an endpoint that there is not',
    { environments: { prod: { overrides: { endpoints: { wbe: { timeout: '2s' } } } } } },
    'environments.prod.overrides.endpoints.wbe',
    'no endpoint is called "wbe"',
    'did you mean "web"?',
  ],
  [
    'an override that makes a mistake',
    { environments: { prod: { overrides: { endpoints: { web: { timeout: '2 s' } } } } } },
    'environments.prod.overrides.endpoints.web.timeout',
    '"2 s" is not a duration',
    'write a number and a unit: "30s", "5m", "1h", "1d"',
  ],
  [
    'nothing to monitor',
    { endpoints: { web: null } },
    'endpoints',
    'nothing is monitored',
    'write at least one endpoint, database or KPI',
  ],
  [
    'no environment',
    { environments: { prod: null } },
    'environments',
    'there is no environment',
    'write at least one, e.g. local: { region: "eu-central-1" }',
  ],
];

describe('checkDefinition()', () => {
  it('accepts the smallest definition', () => {
    expect(checkDefinition(makeDefinition())).toMatchObject({ ok: true });
  });

  it('accepts the shipped definition', () => {
    expect(checkDefinition(shop)).toMatchObject({ ok: true });
  });

  it('judges a quorum by the locations and overrides of each environment', () => {
    const quorum = (of: unknown) => ({ defaults: { alarms: { down: { quorum: of } } } });
    const environments = {
      prod: { locations: ['eu-central-1', 'eu-west-1'] },
      local: { region: 'eu-central-1', overrides: quorum(null) },
      staging: { region: 'eu-central-1' },
    };
    expect(checkDefinition(makeDefinition({ ...quorum(2), environments }))).toMatchObject({
      ok: false,
      problems: [{ message: '2 locations cannot agree: "staging" has 1' }],
    });
    expect(
      checkDefinition(makeDefinition({ ...quorum(2), environments: { ...environments, staging: null } })),
    ).toMatchObject({ ok: true });
  });

  it.each(mistakes)('reports %s', (_, change, path, message, hint) => {
    expect(checkDefinition(makeDefinition(change))).toEqual({ ok: false, problems: [{ path, message, hint }] });
  });

  it('reports mistakes of form, of reference and literal secrets together', () => {
    const checked = checkDefinition(
      makeDefinition({
        endpoints: { web: { metod: 'GET' }, api: { kind: 'http', url: '/api', headers: { 'x-api-key': 'abc' } } },
        policies: { warning: ['nobody'] },
      }),
    );
    expect(checked.ok ? [] : checked.problems.map(({ path }) => path).sort()).toEqual([
      'endpoints.api.headers.x-api-key',
      'endpoints.api.url',
      'endpoints.web.metod',
      'policies.warning.0',
    ]);
  });

  it('does not repeat what looks like a secret', () => {
    const checked = checkDefinition(makeDefinition(endpoint({ auth: { kind: 'bearer', token: 'hunter2-hunter2' } })));
    expect(JSON.stringify(checked)).not.toContain('hunter2');
  });

  it.each([[undefined], [null], [7], ['text'], [[]], [{}]])(
    'answers %j with problems, never with an exception',
    (input) => {
      expect(checkDefinition(input)).toMatchObject({ ok: false });
    },
  );
});

/** Values that have no business where they are put. */
const junk = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    true,
    0,
    -1,
    Number.NaN,
    '',
    'x',
    '__proto__',
    [],
    {},
    [[]],
    { kind: 'http' },
    { endpoints: null },
  ),
  fc.jsonValue(),
);

/** Every place in a value, as a path of keys. */
function listPaths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => listPaths(part, [...path, key]))];
}

function putAt(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  return Object.assign(copy, { [key]: putAt((value as Record<string, unknown>)[key], rest, put) });
}

describe('a definition with a name of the language', () => {
  it('is told that it is none, before anything else is looked at', () => {
    const endpoints = JSON.parse('{"__proto__":{"kind":"http","url":"https://shop.example/"}}');
    const groups = { api: { endpoints } };
    expect(checkDefinition({ ...makeDefinition(), service: 'No Name', groups })).toEqual({
      ok: false,
      problems: [
        {
          path: 'groups.api.endpoints.__proto__',
          message: '"__proto__" is not a name',
          hint: 'write 1 to 40 lower-case letters, digits and hyphens, a letter first',
        },
      ],
    });
  });
});

describe('a definition with junk anywhere', () => {
  it('is reported or planned, and never throws', () => {
    const places = listPaths(shop).slice(1);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...places), junk), { minLength: 1, maxLength: 3 }), (changes) => {
        const broken = changes.reduce<unknown>((definition, [path, value]) => {
          try {
            return putAt(definition, path, value);
          } catch {
            return definition;
          }
        }, shop);
        const checked = checkDefinition(broken);
        if (!checked.ok) expect(checked.problems.length).toBeGreaterThan(0);
        else for (const name of Object.keys(checked.definition.environments)) plan(checked.definition, name);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('formatProblems()', () => {
  it('writes path, message and hint, one block each', () => {
    const problems = [
      { path: 'service', message: 'service is missing', hint: 'write it like "shop"' },
      { path: 'backstop.0', message: 'no channel is called "x"', hint: '' },
    ];
    expect(formatProblems(problems)).toBe(
      'service\n  service is missing\n  write it like "shop"\n\nbackstop.0\n  no channel is called "x"',
    );
  });
});
