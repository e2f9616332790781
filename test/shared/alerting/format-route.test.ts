import { describe, expect, it } from 'vitest';
import { explainRoute } from '../../../shared/alerting/explain-route.ts';
import { formatRoute } from '../../../shared/alerting/format-route.ts';
import { makeRoutingPlan } from './routing-samples.ts';
import { at, makeCalendar } from './schedule-samples.ts';

const lines = (moment: string, differs: Parameters<typeof makeRoutingPlan>[0], timeZone = 'Europe/Zurich') => {
  const route = explainRoute('web', { plan: makeRoutingPlan(differs), atMs: at(moment) });
  return formatRoute(route ?? expect.fail('no route'), timeZone);
};

const onCall = { kind: 'on-call', rotation: 'platform', role: 'primary' } as const;
const backup = { ...onCall, role: 'backup' } as const;
const chat = { kind: 'channel', channel: 'chat' } as const;
const backstop = 'where a delivery fails: engineering';
const over = 'over after 5m of OK; whoever was told is told';

describe('formatRoute()', () => {
  it('writes a page in the night, step by step', () => {
    const policy = {
      name: 'critical',
      steps: [
        { afterMs: 0, notify: [onCall, chat] },
        { afterMs: 600_000, notify: [backup] },
        { afterMs: 1_800_000, notify: [{ kind: 'team', team: 'payments' } as const], during: 'office' },
        {
          afterMs: 5_400_000,
          notify: [{ kind: 'person', person: 'cyd' } as const, { kind: 'person', person: 'dee' } as const],
        },
      ],
      repeatMs: 1_800_000,
      respondWithinMs: 900_000,
      failover: ['engineering', 'chat'],
    };
    expect(lines('2026-01-06T03:00+01:00', { severity: 'critical', policy, routing: { owner: 'payments' } })).toEqual([
      'web is down - critical, policy critical, owner Payments',
      '03:00:00 on Tue 6 Jan 2026 (Europe/Zurich), told at once',
      '  +0m   03:00  ada/sms, ada/email (on call in platform: Ada); chat',
      '  +10m  03:10  ben/email (on call in platform (backup): Ben)',
      '  +30m  03:30  nobody: outside of office',
      '  +90m  04:30  cyd/sms (Cyd); nobody: no sms or email of Dee',
      'then every 30m until somebody acknowledges',
      'somebody should acknowledge within 15m',
      'where a delivery fails: engineering, then chat',
      over,
    ]);
  });

  it('writes the date of what happens on another day', () => {
    const steps = [
      { afterMs: 0, notify: [chat] },
      { afterMs: 3_600_000, notify: [backup] },
    ];
    expect(lines('2026-10-23T18:30+02:00', { policy: { steps, holdUntil: 'office' } })).toEqual([
      'web is down - warning, policy warning',
      '18:30:00 on Fri 23 Oct 2026 (Europe/Zurich), held until 08:30 on Mon 26 Oct 2026: outside of office',
      '  +0m  08:30 on Mon 26 Oct 2026  chat',
      '  +1h  09:30 on Mon 26 Oct 2026  ben/email (on call in platform (backup): Ben)',
      backstop,
      over,
    ]);
  });

  it('writes seconds where they matter, and what explains the alarm', () => {
    expect(lines('2026-01-06T03:00:17Z', { routing: { dependsOn: ['orders'] } }, 'UTC')).toEqual([
      'web is down - warning, policy warning',
      '03:00:17 on Tue 6 Jan 2026 (UTC), held until 03:01:47: 90s for "orders cannot be reached" to turn out as the cause',
      'no incident of its own while "orders cannot be reached" is on',
      '  +0m  03:01:47  engineering',
      backstop,
      over,
    ]);
  });

  it('writes that the backstop takes over after the channels that the policy names', () => {
    const policy = { steps: [{ afterMs: 0, notify: [chat] }], failover: ['ops'] };
    expect(lines('2026-01-06T03:00+01:00', { policy })).toContain('where a delivery fails: ops, then engineering');
  });

  it('writes when the digest goes out', () => {
    const digest = { every: 'day', atMinute: 540, timeZone: 'Europe/Zurich' } as const;
    expect(lines('2026-01-06T03:00+01:00', { policy: { digest } })[1]).toBe(
      '03:00:00 on Tue 6 Jan 2026 (Europe/Zurich), held until 09:00: the digest of every day',
    );
  });

  it('writes that nobody is told', () => {
    expect(lines('2026-01-06T03:00+01:00', { policy: { steps: [] } })).toEqual([
      'web is down - warning, policy warning',
      '03:00:00 on Tue 6 Jan 2026 (Europe/Zurich), nobody is told',
      over,
    ]);
  });

  it('writes whom the backstop tells', () => {
    const steps = [{ afterMs: 0, notify: [{ kind: 'person', person: 'dee' } as const] }];
    expect(lines('2026-01-06T03:00+01:00', { policy: { steps } }).slice(2, 4)).toEqual([
      '  +0m  03:00  nobody: no sms or email of Dee',
      '  +0m  03:00  engineering (backstop)',
    ]);
  });

  it('writes no steps where there is no end in sight', () => {
    const plan = {
      calendars: { always: makeCalendar() },
      maintenance: [
        {
          name: 'forever',
          reason: 'retired',
          when: { kind: 'calendar', calendar: 'always' },
          mutesBackstop: false,
        } as const,
      ],
    };
    expect(lines('2026-01-06T03:00+01:00', { plan, routing: { maintenance: ['forever'] } })).toEqual([
      'web is down - warning, policy warning',
      '03:00:00 on Tue 6 Jan 2026 (Europe/Zurich), held with no end in sight: maintenance forever (retired)',
      over,
    ]);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => lines('2026-01-06T03:00+01:00', {}, 'Europe/Atlantis')).toThrow(RangeError);
  });
});
