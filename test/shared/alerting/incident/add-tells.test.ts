import { describe, expect, it } from 'vitest';
import { addTells, claimTells } from '../../../../shared/alerting/incident/add-tells.ts';
import { sampleTell, startMs, toldIncident, waiting } from '../../../support/incident-samples.ts';

const claim = { nowMs: startMs + 60_000, untilMs: startMs + 120_000 };

describe('addTells()', () => {
  it('gives each an id of its own, for ever', () => {
    const first = addTells(toldIncident({ tellCount: 0 }), { kind: 'opening', channels: ['chat', 'ada'] });
    const next = addTells({ ...first, tells: [] }, { kind: 'closing', channels: ['chat'] });
    expect([...first.tells, ...next.tells].map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('tells a channel nothing twice that still waits for it', () => {
    const incident = toldIncident({ tells: [sampleTell({ kind: 'reminder' })] });
    expect(waiting(addTells(incident, { kind: 'reminder', channels: ['chat', 'ada'] }))).toEqual([
      'reminder chat',
      'reminder ada',
    ]);
  });
});

describe('claimTells()', () => {
  it.each([
    ['what nobody has', 0, 1],
    ['what somebody had for long enough', startMs + 60_000, 1],
    ['nothing that somebody has', startMs + 60_001, 0],
  ])('claims %s', (_name, claimedUntilMs, count) => {
    const incident = toldIncident({ tells: [sampleTell({ claimedUntilMs })] });
    const { claimed, incident: after } = claimTells(incident, claim);
    expect(claimed).toHaveLength(count);
    expect(after.tells[0]?.claimedUntilMs).toBe(count === 1 ? claim.untilMs : claimedUntilMs);
  });
});
