import { describe, expect, it } from 'vitest';
import { claimSummary, isSummaryDue, noteSummary } from '../../../../shared/alerting/incident/note-summary.ts';
import { freshIncident, laterContext, recordOf, startMs } from '../../../support/incident-samples.ts';
import { resolvedIncident } from '../../../support/stored-incidents.ts';

const digest = { every: 'day', atMinute: 540, timeZone: 'UTC' } as const;
const context = laterContext(10, { policy: { digest } });
const listed = freshIncident({ hold: { reason: { kind: 'digest' }, untilMs: startMs }, summaryDueMs: startMs });
const end = { channel: 'chat', result: 'delivered', attempts: 1, atMs: startMs } as const;

describe('noteSummary()', () => {
  it('remembers who read that it is open', () => {
    const { incident } = noteSummary(recordOf(listed), { asOver: false, ends: [end] }, context);
    expect(incident?.told).toEqual({ chat: { atMs: startMs } });
    expect(incident).not.toHaveProperty('summaryDueMs');
  });

  it('remembers who read that it is over', () => {
    const { incident } = noteSummary(recordOf(resolvedIncident(listed)), { asOver: true, ends: [end] }, context);
    expect(incident?.told).toEqual({ chat: { atMs: startMs, closedAtMs: startMs } });
    expect(incident).not.toHaveProperty('summaryDueMs');
  });

  it('lists what ended while it was told as open again', () => {
    const { incident } = noteSummary(recordOf(resolvedIncident(listed)), { asOver: false, ends: [end] }, context);
    expect(incident?.told).toEqual({ chat: { atMs: startMs } });
    expect(incident?.summaryDueMs).toBe(Date.parse('2026-12-01T09:00:00Z'));
  });

  it('takes nobody for told who was not', () => {
    const failed = { ...end, result: 'gave-up', problem: 'HTTP 500' } as const;
    const { incident } = noteSummary(recordOf(listed), { asOver: false, ends: [failed] }, context);
    expect(incident?.told).toEqual({});
    expect(incident?.timeline.at(-1)).toMatchObject({ what: 'told', tell: 'summary', result: 'gave-up' });
  });
});

describe('isSummaryDue()', () => {
  it('is false for whoever comes while another sends it', () => {
    expect(isSummaryDue(recordOf(listed), startMs)).toBe(true);
    expect(isSummaryDue(claimSummary(recordOf(listed), startMs + 60_000), startMs)).toBe(false);
    expect(isSummaryDue(claimSummary(recordOf(listed), startMs + 60_000), startMs + 60_000)).toBe(true);
  });
});
