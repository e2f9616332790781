import { describe, expect, it } from 'vitest';
import { noteDeliveries, type TellEnd } from '../../../../shared/alerting/incident/note-delivery.ts';
import type { Incident, Tell } from '../../../../shared/model/incident.ts';
import {
  laterContext,
  recordOf,
  sampleTell,
  startMs,
  toldIncident,
  waiting,
} from '../../../support/incident-samples.ts';
import { resolvedIncident } from '../../../support/stored-incidents.ts';

const atMs = startMs + 1_000;

function note(incident: Incident, tell: Tell, end: Partial<TellEnd> = {}): Incident {
  const ends = [{ tell, result: 'delivered', attempts: 1, atMs, ...end } as const];
  const noted = noteDeliveries(recordOf(incident), { incident: incident.id, ends }, laterContext(1)).incident;
  if (noted === undefined) throw new Error('The incident is gone');
  return noted;
}

const opening = sampleTell();
const closing = sampleTell({ kind: 'closing' });
const untold = (...tells: readonly Tell[]) => toldIncident({ told: {}, tells });
const gaveUp = { result: 'gave-up', problem: 'HTTP 500', attempts: 5 } as const;

describe('noteDeliveries()', () => {
  it('remembers who was told, with the thread', () => {
    const noted = note(untold(opening), opening, { thread: 'ts-1' });
    expect(noted).toMatchObject({ told: { chat: { atMs, thread: 'ts-1' } }, tells: [] });
    expect(noted.timeline.at(-1)).toEqual({
      atMs,
      what: 'told',
      tell: 'opening',
      channel: 'chat',
      result: 'delivered',
      attempts: 1,
    });
  });

  it('keeps the first thread', () => {
    const told = { chat: { atMs: startMs, thread: 'ts-1' } };
    const reminder = sampleTell({ kind: 'reminder' });
    expect(note(toldIncident({ told, tells: [reminder] }), reminder, { thread: 'ts-2' }).told).toEqual(told);
  });

  it('tries again later what was given up, while another channel takes over', () => {
    const noted = note(untold(opening), opening, gaveUp);
    expect(noted.tells).toMatchObject([
      { channel: 'chat', givenUp: 1, claimedUntilMs: atMs + 120_000 },
      { channel: 'spare', insteadOf: 'chat', claimedUntilMs: 0 },
    ]);
  });

  it('has only one channel take over, however often it is given up', () => {
    const again = { ...opening, givenUp: 1 };
    expect(note(untold(again), again, gaveUp).tells).toMatchObject([{ channel: 'chat', givenUp: 2 }]);
  });

  it('stops at last', () => {
    const last = { ...opening, givenUp: 2 };
    expect(note(untold(last), last, gaveUp).tells).toEqual([]);
  });

  it('does not try again what was refused', () => {
    const noted = note(untold(opening), opening, { result: 'rejected', problem: 'HTTP 404' });
    expect(waiting(noted)).toEqual(['opening spare']);
  });

  it('falls to the backstop where all that take over were tried', () => {
    const spare = sampleTell({ channel: 'spare', insteadOf: 'chat' });
    const noted = note(untold(spare, { ...opening, givenUp: 1 }), spare, gaveUp);
    expect(noted.tells.at(-1)).toMatchObject({ channel: 'last-resort', insteadOf: 'spare' });
  });

  it('has nobody take over a reminder', () => {
    const reminder = sampleTell({ kind: 'reminder' });
    expect(waiting(note(toldIncident({ tells: [reminder] }), reminder, gaveUp))).toEqual(['reminder chat']);
  });

  it('does not try again what somebody else has told meanwhile', () => {
    expect(note(toldIncident({ tells: [] }), opening, gaveUp).tells).toEqual([]);
  });

  it('tells the end to whoever was told of the opening too late', () => {
    const over = resolvedIncident(untold(opening));
    expect(waiting(note(over, opening))).toEqual(['closing chat']);
  });

  it('tells the end once', () => {
    const over = resolvedIncident(toldIncident({ told: { chat: { atMs: startMs } }, tells: [closing] }));
    expect(note(over, closing)).toMatchObject({ told: { chat: { atMs: startMs, closedAtMs: atMs } }, tells: [] });
  });

  it('does not try for ever to tell the end', () => {
    const last = { ...closing, givenUp: 2 };
    const over = resolvedIncident(toldIncident({ told: { chat: { atMs: startMs } }, tells: [last] }));
    expect(note(over, last, gaveUp)).toMatchObject({ told: { chat: { closingLostAtMs: atMs } }, tells: [] });
  });

  it('leaves the next incident of the alarm alone', () => {
    const record = recordOf(toldIncident());
    const ends = [{ tell: opening, result: 'delivered', attempts: 1, atMs } as const];
    expect(noteDeliveries(record, { incident: 'another', ends }, laterContext(1))).toBe(record);
  });
});
