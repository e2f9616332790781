import { describe, expect, it } from 'vitest';
import { advance, nextDueMs } from '../../../../shared/alerting/incident/advance.ts';
import type { IncidentContext } from '../../../../shared/alerting/incident/incident-context.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import {
  freshIncident,
  laterContext,
  recordOf,
  sampleTell,
  startMs,
  toldIncident,
  waiting,
} from '../../../support/incident-samples.ts';

const minute = 60_000;
const cause = { alarm: 'lb', severity: 'critical', isOn: true } as const;
const digest = { every: 'day', atMinute: 540, timeZone: 'UTC' } as const;
/** 09:00 of the next day. */
const digestMs = Date.parse('2026-12-01T09:00:00Z');

function advanced(incident: Incident, context: IncidentContext): Incident {
  const found = advance(recordOf(incident), context).incident;
  if (found === undefined) throw new Error('The incident is gone');
  return found;
}

const dueOf = (incident: Incident, context: IncidentContext) => nextDueMs(recordOf(incident), context);

describe('advance()', () => {
  it('announces what nothing holds', () => {
    const opened = advanced(freshIncident(), laterContext(0));
    expect(opened).toMatchObject({ phase: 'open', announcedAtMs: startMs, stepsDone: 1 });
    expect(waiting(opened)).toEqual(['opening chat', 'opening ada']);
  });

  it('does nothing twice', () => {
    const once = advance(recordOf(freshIncident()), laterContext(0));
    expect(advance(once, laterContext(0))).toEqual(once);
  });

  it('leaves alone what is over', () => {
    const record = recordOf(toldIncident({ phase: 'resolved' }));
    expect(advance(record, laterContext(60))).toBe(record);
  });

  it('holds what another explains, and announces it when that is over', () => {
    const held = advanced(freshIncident(), laterContext(0, { causes: [cause] }));
    expect(held).toMatchObject({ phase: 'held', hold: { reason: { kind: 'dependency', alarm: 'lb' } }, tells: [] });
    expect(advanced(held, laterContext(20, { causes: [{ ...cause, isOn: false }] }))).toMatchObject({ phase: 'open' });
  });

  it('announces nothing that recovers when its hold ends', () => {
    const held = advanced(freshIncident(), laterContext(0, { causes: [cause] }));
    const recovering = { ...held, recoveringSinceMs: startMs + 19 * minute };
    expect(advanced(recovering, laterContext(20))).toMatchObject({ phase: 'held', tells: [] });
  });

  it('ends what stayed OK for the recovery time, not a moment earlier', () => {
    const recovering = toldIncident({ recoveringSinceMs: startMs });
    expect(advanced(recovering, laterContext(4.99)).phase).toBe('open');
    const over = advanced(recovering, laterContext(5));
    expect(over).toMatchObject({ phase: 'resolved', resolved: { okSinceMs: startMs, atMs: startMs + 5 * minute } });
    expect(waiting(over)).toEqual(['closing chat', 'closing ada']);
  });

  it('tells of what only waited for its cause, even where it is over when somebody looks', () => {
    const settling = freshIncident({
      recoveringSinceMs: startMs,
      hold: { reason: { kind: 'settling' }, untilMs: startMs + 90_000 },
    });
    expect(waiting(advanced(settling, laterContext(30)))).toEqual(['opening chat', 'opening ada']);
  });

  it('ends a drill in time, whatever would hold an alarm', () => {
    const drill = { by: 'Ada', endsAtMs: startMs + 15 * minute };
    const opened = advanced(freshIncident({ drill }), laterContext(0, { causes: [cause] }));
    expect(opened.phase).toBe('open');
    expect(advanced(opened, laterContext(15))).toMatchObject({
      phase: 'resolved',
      resolved: { reason: 'The drill is over' },
    });
  });

  it('puts what a digest tells into the next one, once', () => {
    const context = laterContext(0, { policy: { digest } });
    const held = advanced(freshIncident({ severity: 'warning' }), context);
    expect(held).toMatchObject({ phase: 'held', summaryDueMs: digestMs });
    const { summaryDueMs: _sent, ...listed } = { ...held, told: { chat: { atMs: digestMs } } };
    expect(advanced(listed, { ...context, nowMs: digestMs + 1 })).not.toHaveProperty('summaryDueMs');
  });

  it('leaves the claim of whoever is sending the digest alone', () => {
    const context = laterContext(0, { policy: { digest } });
    const held = advanced(freshIncident({ severity: 'warning' }), context);
    const claimed = { ...held, summaryDueMs: digestMs + minute };
    expect(advanced(claimed, { ...context, nowMs: digestMs + 1 })).toMatchObject({ summaryDueMs: digestMs + minute });
  });

  it('puts what a digest could tell nobody into the next one', () => {
    const context = laterContext(0, { policy: { digest } });
    const { summaryDueMs: _failed, ...held } = advanced(freshIncident({ severity: 'warning' }), context);
    const next = advanced(held, { ...context, nowMs: digestMs + 1 });
    expect(next.summaryDueMs).toBe(digestMs + 1_440 * minute);
  });

  it('keeps out of the digest what something else holds meanwhile', () => {
    const context = laterContext(0, { policy: { digest } });
    const held = advanced(freshIncident({ severity: 'warning' }), context);
    expect(advanced(held, { ...context, causes: [cause] })).not.toHaveProperty('summaryDueMs');
  });

  it('tells everybody again when a silence ends', () => {
    const silenced = { atMs: startMs, untilMs: startMs + minute, by: 'Ada', reason: 'known' };
    const ended = advanced(toldIncident({ silenced }), laterContext(1));
    expect(ended).not.toHaveProperty('silenced');
    expect(waiting(ended)).toEqual(['reminder chat', 'reminder ada']);
  });

  it('tells nobody when a silence ends while it recovers', () => {
    const silenced = { atMs: startMs, untilMs: startMs + minute, by: 'Ada', reason: 'known' };
    expect(waiting(advanced(toldIncident({ silenced, recoveringSinceMs: startMs }), laterContext(1)))).toEqual([]);
  });

  it('notes what explains an open incident, and that it is over', () => {
    const explained = advanced(toldIncident(), laterContext(1, { causes: [cause] }));
    expect(explained.suppressedBy).toBe('lb');
    expect(advanced(explained, laterContext(2))).not.toHaveProperty('suppressedBy');
  });
});

describe('nextDueMs()', () => {
  it.each<[string, Incident, IncidentContext, number | undefined]>([
    ['the next step', toldIncident(), laterContext(0), startMs + 10 * minute],
    ['a reminder', toldIncident({ stepsDone: 2 }), laterContext(0), startMs + 30 * minute],
    [
      'nothing where it is acknowledged',
      toldIncident({ acknowledged: { atMs: 0, by: 'Ada' } }),
      laterContext(0),
      undefined,
    ],
    ['the end of its recovery', toldIncident({ recoveringSinceMs: startMs }), laterContext(0), startMs + 5 * minute],
    ['what nobody has claimed', toldIncident({ tells: [sampleTell({ claimedUntilMs: 0 })] }), laterContext(0), 0],
    ['what somebody has claimed', toldIncident({ tells: [sampleTell()] }), laterContext(0), startMs + minute],
    ['nothing where it is over', toldIncident({ phase: 'resolved' }), laterContext(0), undefined],
    ['its summary', toldIncident({ phase: 'resolved', summaryDueMs: 7 }), laterContext(0), 7],
  ])('is %s', (_name, incident, context, dueMs) => {
    expect(dueOf(incident, context)).toBe(dueMs);
  });

  it('is the same for all who look at a hold without an end within five minutes', () => {
    const held = freshIncident({ hold: { reason: { kind: 'dependency', alarm: 'lb' } } });
    const causes = [cause];
    expect(dueOf(held, laterContext(2, { causes }))).toBe(dueOf(held, laterContext(5, { causes })));
    expect(dueOf(held, laterContext(2, { causes }))).toBeGreaterThan(startMs + 2 * minute);
  });
});
