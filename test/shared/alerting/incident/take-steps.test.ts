import { describe, expect, it } from 'vitest';
import type { IncidentContext } from '../../../../shared/alerting/incident/incident-context.ts';
import {
  nextReminderMs,
  nextStepMs,
  takeReminder,
  takeSteps,
} from '../../../../shared/alerting/incident/take-steps.ts';
import type { Calendar } from '../../../../shared/model/calendar.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import {
  laterContext,
  samplePolicy,
  sampleTell,
  startMs,
  toldIncident,
  waiting,
} from '../../../support/incident-samples.ts';

const minute = 60_000;
const announced = { stepsDone: 0, told: {}, announcedAtMs: startMs } as const;
const silenced = { atMs: startMs, untilMs: startMs + 60 * minute, by: 'Ada', reason: 'known' };
const acknowledged = { atMs: startMs, by: 'Ada' };
const cause = { alarm: 'lb', severity: 'critical', isOn: true } as const;
const patient = { steps: samplePolicy.steps.map((step) => ({ ...step, afterMs: step.afterMs + 10 * minute })) };
const never: Calendar = { days: [], fromMinute: 0, toMinute: 1_440, except: [], timeZone: 'UTC' };

interface Case {
  readonly incident?: Partial<Incident>;
  readonly minutes: number;
  readonly change?: Parameters<typeof laterContext>[1];
  readonly tells: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'tells the first step at once': { incident: announced, minutes: 0, tells: ['opening chat', 'opening ada'] },
  'takes no step before its time': { minutes: 9, tells: [] },
  'goes on to the next step in time': { minutes: 10, tells: ['escalation grace'] },
  'stops where somebody acknowledged': { incident: { acknowledged }, minutes: 10, tells: [] },
  'stops while it is silenced': { incident: { silenced }, minutes: 10, tells: [] },
  'goes on when the silence is over': { incident: { silenced }, minutes: 60, tells: ['escalation grace'] },
  'stops while it recovers': { incident: { recoveringSinceMs: startMs }, minutes: 10, tells: [] },
  'stops while another explains it': { minutes: 10, change: { causes: [cause] }, tells: [] },
  'goes on where what would explain it matters less': {
    minutes: 10,
    change: { causes: [{ ...cause, severity: 'warning' }] },
    tells: ['escalation grace'],
  },
  'tells what was announced once, even where it recovers already': {
    incident: { ...announced, recoveringSinceMs: startMs },
    minutes: 0,
    tells: ['opening chat', 'opening ada'],
  },
  'tells nobody of what was acknowledged before': { incident: { ...announced, acknowledged }, minutes: 0, tells: [] },
  'tells nobody of what was silenced before': { incident: { ...announced, silenced }, minutes: 0, tells: [] },
  'waits with a first step that waits': { incident: announced, minutes: 9, change: { policy: patient }, tells: [] },
  'tells a first step that waited': {
    incident: announced,
    minutes: 10,
    change: { policy: patient },
    tells: ['opening chat', 'opening ada'],
  },
  'takes no first step that waited while it recovers': {
    incident: { ...announced, recoveringSinceMs: startMs },
    minutes: 10,
    change: { policy: patient },
    tells: [],
  },
  'takes no first step that waited while it is silenced': {
    incident: { ...announced, silenced },
    minutes: 10,
    change: { policy: patient },
    tells: [],
  },
  'does not wait for the next step where the first told nobody': {
    incident: { told: {}, tells: [] },
    minutes: 1,
    tells: ['opening grace'],
  },
  'goes no further where nobody could be told and somebody acknowledged': {
    incident: { told: {}, tells: [], acknowledged },
    minutes: 1,
    tells: [],
  },
  'tells the backstop where the policy reached nobody': {
    incident: { told: {}, tells: [], stepsDone: 2 },
    minutes: 1,
    tells: ['opening last-resort'],
  },
  'tells the backstop where the plan has fewer steps by now': {
    incident: { told: {}, tells: [], stepsDone: 3 },
    minutes: 1,
    tells: ['opening last-resort'],
  },
  'tells no backstop where somebody acknowledged': {
    incident: { told: {}, tells: [], stepsDone: 2, acknowledged },
    minutes: 1,
    tells: [],
  },
  'tells nobody where the policy has no steps': {
    incident: announced,
    minutes: 0,
    change: { policy: { steps: [] } },
    tells: [],
  },
  'tells those besides where the policy has no steps': {
    incident: announced,
    minutes: 0,
    change: {
      policy: { steps: [] },
      routing: { ...laterContext(0).routing, alsoNotify: [{ kind: 'channel', channel: 'spare' }] },
    },
    tells: ['opening spare'],
  },
};

const contextOf = ({ minutes, change = {} }: Case): IncidentContext => laterContext(minutes, change);

describe('takeSteps()', () => {
  it.each(Object.entries(cases))('%s', (_name, one) => {
    expect(waiting(takeSteps(toldIncident(one.incident), contextOf(one)))).toEqual(one.tells);
  });

  it('skips a step outside of its hours, and does not wait for the next', () => {
    const [first, second] = samplePolicy.steps;
    const steps = [{ afterMs: 0, notify: [], ...first, during: 'office' }, second].filter((step) => step !== undefined);
    const context = laterContext(0, { policy: { steps }, calendars: { office: never } });
    const taken = takeSteps(toldIncident(announced), context);
    expect(waiting(taken)).toEqual(['opening grace']);
    expect(taken.timeline).toContainEqual({ atMs: startMs, what: 'skipped', step: 0, why: 'outside of office' });
  });

  it('says why a step tells nobody', () => {
    const gone = { kind: 'person', person: 'nobody' } as const;
    const context = laterContext(0, { policy: { steps: [{ afterMs: 0, notify: [gone] }] } });
    const taken = takeSteps(toldIncident(announced), context);
    expect(waiting(taken)).toEqual(['opening last-resort']);
    expect(taken.timeline.at(-1)).toMatchObject({ what: 'skipped', why: 'there is no person "nobody"' });
  });
});

describe('nextStepMs()', () => {
  it('counts from when it was announced', () => {
    expect(nextStepMs(toldIncident(), laterContext(0))).toBe(startMs + 10 * minute);
    expect(nextStepMs(toldIncident({ stepsDone: 2 }), laterContext(0))).toBeUndefined();
  });
});

describe('takeReminder()', () => {
  it.each<[string, Partial<Incident>, number, readonly string[]]>([
    ['reminds everybody who was told', {}, 30, ['reminder chat', 'reminder ada']],
    ['does not remind too early', {}, 29, []],
    ['does not remind where somebody acknowledged', { acknowledged }, 30, []],
    ['does not remind while it recovers', { recoveringSinceMs: startMs }, 30, []],
    [
      'does not remind twice at once',
      { tells: [sampleTell({ kind: 'reminder' })] },
      30,
      ['reminder chat', 'reminder ada'],
    ],
  ])('%s', (_name, change, minutes, tells) => {
    expect(waiting(takeReminder(toldIncident(change), laterContext(minutes)))).toEqual(tells);
  });

  it('has no moment where nobody was told', () => {
    expect(nextReminderMs(toldIncident({ told: {} }), laterContext(0))).toBeUndefined();
  });
});
