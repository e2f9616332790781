import { describe, expect, it } from 'vitest';
import type { IncidentView } from '../../../../local/api/types.ts';
import { holdInWords, nextTell } from '../../../../local/console/text/next-tell.ts';
import { sampleWatch } from '../fixtures.ts';

const { incidents, alarms } = sampleWatch().snapshot;
const open = incidents.find(({ alarmId, status }) => alarmId === 'endpoint/api/down' && status === 'open');
if (!open?.route) throw new Error('Cannot test: the fixtures have no open incident with a route, must have one');
const { route } = open;
const next = (change: Partial<IncidentView>) => nextTell({ ...open, ...change }, alarms);

describe('nextTell()', () => {
  it('names the people of the next step, and when', () => {
    expect(next({})).toEqual({ what: 'Katherine Johnson', atMs: (open.announcedAtMs ?? 0) - 2_000 + 600_000 });
  });

  it('says so, as a problem, where the next step reaches nobody', () => {
    const receivers = [{ receiver: 'on call in data', people: [], channels: [], problem: 'nobody is on call' }];
    const steps = [{ afterMs: 0, atMs: 5, receivers }];
    expect(next({ stepsDone: 0, route: { ...route, steps } })).toEqual({
      what: 'Nobody: nobody is on call',
      atMs: 5,
      isProblem: true,
    });
  });

  it('repeats after the last step, from the last reminder on', () => {
    expect(next({ stepsDone: 3, remindedAtMs: 9e12 })).toEqual({
      what: 'Everybody who was told, again',
      atMs: 9e12 + 1_800_000,
    });
  });

  it('ends after the last step where nothing is repeated', () => {
    const { repeatMs: _, ...once } = route;
    expect(next({ stepsDone: 3, route: once })).toEqual({ what: 'Nobody: all steps are done' });
  });

  it.each<[string, Partial<IncidentView>, object]>([
    ['whose it is', { acknowledged: { atMs: 1, by: 'Ada' } }, { what: 'Ada has it: nobody else is told' }],
    [
      'until when it is silenced',
      { status: 'silenced', silenced: { atMs: 1, untilMs: 7, by: 'Ada', reason: 'x' } },
      { what: 'Silenced by Ada until', atMs: 7 },
    ],
    [
      'when it will be over',
      { recoveringSinceMs: 7 },
      { what: 'Over if it stays OK until', atMs: 7 + route.recoveryMs },
    ],
    [
      'why it waits, and until when',
      { phase: 'held', hold: { reason: { kind: 'calendar', calendar: 'office' }, untilMs: 7 } },
      { what: 'Held: outside of office, until', atMs: 7 },
    ],
    [
      'that it waits for a digest',
      { phase: 'held', hold: { reason: { kind: 'digest' } }, summaryDueMs: 7 },
      { what: 'Held: it goes into the next digest, until', atMs: 7 },
    ],
    ['that it is over', { status: 'resolved' }, { what: 'It is over.' }],
  ])('says %s', (_, change, said) => {
    expect(next(change)).toMatchObject(said);
  });

  it('says so, as a problem, where the plan no longer has its alarm', () => {
    const { route: _, ...unrouted } = open;
    expect(nextTell(unrouted, alarms)).toEqual({ what: 'Its alarm is no longer in the plan', isProblem: true });
  });
});

describe('holdInWords()', () => {
  it('calls what explains it by its title, and by its name where the plan does not know it', () => {
    const alarm = 'shop-local/endpoint/api/down';
    expect(holdInWords({ kind: 'dependency', alarm }, alarms)).toBe('explained by “Product API is down”');
    expect(holdInWords({ kind: 'dependency', alarm: 'other' }, alarms)).toBe('explained by “other”');
  });
});
