import { describe, expect, it } from 'vitest';
import { plan } from '../../../shared/plan/make-plan.ts';
import { worseAlarms } from '../../../shared/plan/worse-alarms.ts';
import { makeDefinition } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const health = { user: 'dbhealth', password: { secret: 'orders/health' } };

/** `<alarm> < <alarms that explain it>` for every alarm that has some. */
function linesOf(change: Change): readonly string[] {
  const { alarms } = plan(makeDefinition(change), 'prod');
  return [...worseAlarms(alarms)].map(([id, worse]) => `${id} < ${worse.join(', ')}`);
}

const linesOfDatabase = (alarms: Change): readonly string[] =>
  linesOf({
    endpoints: { web: { alarms: { certificate: false } } },
    databases: { orders: { kind: 'postgres', host: 'db.shop.example', database: 'orders', health, alarms } },
  });

describe('worseAlarms()', () => {
  it('explains slow by down, and a certificate by the steps nearer to its end', () => {
    expect(linesOf({ endpoints: { web: { latency: { degraded: '500ms' } } } })).toEqual([
      'endpoint/web/slow < endpoint/web/down',
      'endpoint/web/certificate-30d < endpoint/web/certificate-14d, endpoint/web/certificate-7d, endpoint/web/certificate-3d',
      'endpoint/web/certificate-14d < endpoint/web/certificate-7d, endpoint/web/certificate-3d',
      'endpoint/web/certificate-7d < endpoint/web/certificate-3d',
    ]);
  });

  it('explains a threshold of a check by one further out, in either direction', () => {
    expect(
      linesOfDatabase({
        slow: { check: 'long-query', above: 1, severity: 'warning' },
        'very-slow': { check: 'long-query', above: 5, severity: 'critical' },
        cold: { check: 'cache-hit', below: 95, severity: 'warning' },
        'very-cold': { check: 'cache-hit', below: 80, severity: 'critical' },
      }),
    ).toEqual(['database/orders/slow < database/orders/very-slow', 'database/orders/cold < database/orders/very-cold']);
  });

  it('explains everything about a database by that it is gone', () => {
    expect(
      linesOfDatabase({
        gone: { check: 'unreachable', above: 0, severity: 'critical' },
        many: { check: 'connections', above: 90, severity: 'critical' },
      }),
    ).toEqual(['database/orders/many < database/orders/gone']);
  });

  it.each<readonly [string, Change]>([
    [
      'a critical alarm by a warning',
      {
        many: { check: 'connections', above: 90, severity: 'critical' },
        more: { check: 'connections', above: 95, severity: 'warning' },
      },
    ],
    [
      'too much by too little',
      {
        many: { check: 'connections', above: 10, severity: 'critical' },
        few: { check: 'connections', below: 90, severity: 'critical' },
      },
    ],
    [
      'one check by another',
      {
        many: { check: 'connections', above: 10, severity: 'warning' },
        used: { check: 'connections-used', above: 90, severity: 'critical' },
      },
    ],
  ])('never explains %s', (_, alarms) => {
    expect(linesOfDatabase(alarms)).toEqual([]);
  });

  it('explains nothing across things', () => {
    const web = {
      kind: 'http',
      url: 'https://shop.example/',
      latency: { degraded: '500ms' },
      alarms: { certificate: false },
    };
    expect(
      linesOf({ endpoints: { web: { ...web, alarms: { down: false, certificate: false } }, other: web } }),
    ).toEqual(['endpoint/other/slow < endpoint/other/down']);
  });
});
