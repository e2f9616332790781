import { describe, expect, it } from 'vitest';
import { actOnIncident } from '../../../../shared/alerting/incident/act-on-incident.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import type { IncidentAction } from '../../../../shared/model/incident-action.ts';
import {
  laterContext,
  recordOf,
  sampleTell,
  startMs,
  toldIncident,
  waiting,
} from '../../../support/incident-samples.ts';
import { resolvedIncident } from '../../../support/stored-incidents.ts';

const context = laterContext(5);
const person = { incident: toldIncident().id, by: 'Ada', timeZone: 'UTC' };

const actOn = (
  incident: Incident,
  action: IncidentAction,
  act: Partial<typeof person> & { seenActions?: number } = {},
) => actOnIncident(recordOf(incident), action, { act: { ...person, ...act }, context });

const acknowledge = { action: 'acknowledge' } as const;
const silence = { action: 'silence', reason: 'known', untilMs: startMs + 3_600_000 } as const;
const acknowledged = { atMs: startMs, by: 'Grace' };

describe('actOnIncident()', () => {
  it('acknowledges, and tells the channels that want to know', () => {
    const { record, done } = actOn(toldIncident(), { ...acknowledge, note: 'on it' });
    expect(done).toBe(true);
    expect(record.incident).toMatchObject({
      actions: 1,
      acknowledged: { atMs: context.nowMs, by: 'Ada', note: 'on it' },
    });
    expect(waiting(record.incident ?? { tells: [] })).toEqual(['acknowledged chat']);
  });

  it.each(['escalation', 'reminder'] as const)('tells nobody by a late %s that nobody takes care', (kind) => {
    const late = sampleTell({ kind, channel: 'grace', givenUp: 1 });
    const { record } = actOn(toldIncident({ tells: [late] }), acknowledge);
    expect(waiting(record.incident ?? { tells: [] })).toEqual(['acknowledged chat']);
  });

  it('keeps what tells of the opening', () => {
    const { record } = actOn(toldIncident({ tells: [sampleTell({ channel: 'grace' })] }), acknowledge);
    expect(waiting(record.incident ?? { tells: [] })).toContain('opening grace');
  });

  it('ends a silence by acknowledging', () => {
    const silenced = { atMs: startMs, untilMs: startMs + 3_600_000, by: 'Ada', reason: 'known' };
    expect(actOn(toldIncident({ silenced }), acknowledge).record.incident).not.toHaveProperty('silenced');
  });

  it('silences with a reason, an author and an end', () => {
    const { record } = actOn(toldIncident(), silence);
    expect(record.incident?.silenced).toEqual({
      atMs: context.nowMs,
      by: 'Ada',
      reason: 'known',
      untilMs: silence.untilMs,
    });
  });

  it('resolves, and tells everybody who knows', () => {
    const { record } = actOn(toldIncident(), { action: 'resolve', reason: 'a test', falseAlarm: true });
    expect(record.incident?.resolved).toMatchObject({ by: 'Ada', reason: 'a test', falseAlarm: true });
    expect(waiting(record.incident ?? { tells: [] })).toEqual(['closing chat', 'closing ada']);
  });

  it.each<[string, Incident, IncidentAction, Parameters<typeof actOn>[2], string]>([
    [
      'another incident',
      toldIncident(),
      acknowledge,
      { incident: 'gone' },
      'it is over, and its alarm has moved on since',
    ],
    ['one that is over', resolvedIncident(toldIncident()), acknowledge, {}, 'it was resolved on'],
    ['an acknowledged one', toldIncident({ acknowledged }), acknowledge, {}, 'Grace acknowledged it on'],
    [
      'one that others acted on',
      toldIncident({ actions: 2 }),
      acknowledge,
      { seenActions: 1 },
      'somebody has acted on it',
    ],
    ['a silence without a reason', toldIncident(), { ...silence, reason: ' ' }, {}, 'there is no reason, must be one'],
    ['a silence that is over', toldIncident(), { ...silence, untilMs: startMs }, {}, 'its end has passed'],
    ['a silence without an end', toldIncident(), { ...silence, untilMs: Number.NaN }, {}, 'its end has passed'],
    ['a silence for ever', toldIncident(), { ...silence, untilMs: 9e15 }, {}, 'must be at most 7 days from now'],
  ])('refuses %s, and changes nothing', (_name, incident, action, act, problem) => {
    const acted = actOn(incident, action, act);
    expect(acted).toMatchObject({ done: false, problem: expect.stringContaining(problem) });
    expect(acted.record).toEqual(recordOf(incident));
  });
});
