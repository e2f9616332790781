import { describe, expect, it } from 'vitest';
import type { AlarmSubject } from '../../../shared/model/alarm.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { type AlarmStatus, judgeStatus } from '../../../shared/reports/judge-status.ts';

const subjects = {
  endpoint: { kind: 'endpoint', endpoint: 'web', aspect: 'down' },
  database: { kind: 'database', database: 'orders', check: 'lock-wait', alarm: 'blocked' },
  kpi: { kind: 'kpi', kpi: 'mrr', alert: 'alert' },
  job: { kind: 'job', job: 'endpoint-probe' },
} as const satisfies Record<string, AlarmSubject>;

const alarm = (
  title: string,
  kind: keyof typeof subjects,
  severity: Severity,
  state: AlarmStatus['state'],
): AlarmStatus => ({
  alarm: { id: title, title, severity, subject: subjects[kind] },
  state,
});

const fine = alarm('web is down', 'endpoint', 'critical', 'OK');

describe('judgeStatus()', () => {
  const cases: readonly (readonly [string, readonly AlarmStatus[], string, string])[] = [
    ['nothing is wrong', [fine], 'healthy', 'healthy'],
    ['a warning', [fine, alarm('web is slow', 'endpoint', 'warning', 'ALARM')], 'degraded', 'degraded: web is slow'],
    [
      'a critical alarm besides a warning',
      [alarm('web is slow', 'endpoint', 'warning', 'ALARM'), alarm('orders is down', 'database', 'critical', 'ALARM')],
      'failing',
      'failing: orders is down, web is slow',
    ],
    ['something worth knowing', [fine, alarm('certificate ends', 'endpoint', 'info', 'ALARM')], 'healthy', 'healthy'],
    ['only something worth knowing', [alarm('certificate ends', 'endpoint', 'info', 'ALARM')], 'healthy', 'healthy'],
    [
      'an alarm without data besides others',
      [fine, alarm('no data', 'kpi', 'critical', 'INSUFFICIENT_DATA')],
      'healthy',
      'healthy',
    ],
    [
      'no data at all',
      [alarm('x', 'kpi', 'critical', 'INSUFFICIENT_DATA')],
      'unknown',
      'unknown: no alarm has data yet',
    ],
    [
      'alarms that are missing',
      [fine, alarm('x', 'kpi', 'info', 'missing')],
      'unknown',
      'unknown: 1 of 2 alarms do not exist, must be deployed',
    ],
    [
      'missing alarms besides one in ALARM',
      [alarm('y', 'job', 'critical', 'ALARM'), alarm('x', 'kpi', 'info', 'missing')],
      'failing',
      'failing: y',
    ],
    ['nothing', [], 'unknown', 'unknown: no alarm has data yet'],
  ];
  for (const [what, alarms, verdict, sentence] of cases) {
    it(`with ${what}: ${sentence}`, () => expect(judgeStatus(alarms)).toMatchObject({ verdict, sentence }));
  }

  it('judges each part of the system by itself', () => {
    const { areas } = judgeStatus([
      fine,
      alarm('orders has blocked queries', 'database', 'warning', 'ALARM'),
      alarm('orders is down', 'database', 'critical', 'INSUFFICIENT_DATA'),
      alarm('no result', 'job', 'critical', 'OK'),
    ]);
    expect(areas).toEqual([
      { area: 'endpoints', verdict: 'healthy', alarms: 1, inAlarm: 0, unknown: 0 },
      { area: 'databases', verdict: 'degraded', alarms: 2, inAlarm: 1, unknown: 1 },
      { area: 'monitoring', verdict: 'healthy', alarms: 1, inAlarm: 0, unknown: 0 },
    ]);
  });

  it('tells why and since when', () => {
    const status = { ...alarm('y', 'job', 'critical', 'ALARM'), reason: 'Threshold crossed', sinceMs: 5 };
    expect(judgeStatus([status]).wrong).toEqual([
      { area: 'monitoring', severity: 'critical', title: 'y', reason: 'Threshold crossed', sinceMs: 5 },
    ]);
  });
});
