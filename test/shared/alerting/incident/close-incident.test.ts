import { describe, expect, it } from 'vitest';
import { closeIncident } from '../../../../shared/alerting/incident/close-incident.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import {
  freshIncident,
  laterContext,
  sampleTell,
  startMs,
  toldIncident,
  waiting,
} from '../../../support/incident-samples.ts';

const close = (incident: Incident): Incident => closeIncident(incident, { okSinceMs: startMs }, laterContext(10));

describe('closeIncident()', () => {
  it('tells the end to everybody who was told, and says who ended it', () => {
    const end = { okSinceMs: startMs, by: 'Ada', reason: 'nothing', falseAlarm: true } as const;
    const closed = closeIncident(toldIncident(), end, laterContext(10));
    expect(waiting(closed)).toEqual(['closing chat', 'closing ada']);
    expect(closed.resolved).toEqual({ atMs: startMs + 600_000, ...end });
  });

  it.each(['reminder', 'escalation', 'acknowledged'] as const)('lets the end overtake a %s that waits', (kind) => {
    const closed = close(toldIncident({ tells: [sampleTell({ kind })] }));
    expect(waiting(closed)).toEqual(['closing chat', 'closing ada']);
  });

  it('bothers no channel any more that could not be reached, where others know', () => {
    const closed = close(toldIncident({ tells: [sampleTell({ channel: 'grace', givenUp: 1 })] }));
    expect(waiting(closed)).not.toContain('opening grace');
  });

  it('keeps what is being told to a channel that does not know yet', () => {
    expect(waiting(close(toldIncident({ tells: [sampleTell({ channel: 'grace' })] })))).toContain('opening grace');
  });

  it('goes on trying where nobody knows', () => {
    const tells = [sampleTell({ givenUp: 1 })];
    expect(waiting(close(toldIncident({ told: {}, tells })))).toEqual(['opening chat']);
  });

  it('tells nobody of what nobody was told of', () => {
    expect(close(freshIncident())).toMatchObject({ phase: 'resolved', tells: [] });
  });
});
