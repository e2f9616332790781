import { describe, expect, it } from 'vitest';
import { outageMs, timeToAcknowledgeMs } from '../../../shared/model/incident-times.ts';

describe('outageMs()', () => {
  it('counts until the alarm was OK for good, not until that was believed', () => {
    expect(outageMs({ openedAtMs: 10, resolved: { atMs: 90, okSinceMs: 50 } }, 100)).toBe(40);
  });

  it('counts until now while it lasts', () => {
    expect(outageMs({ openedAtMs: 10 }, 100)).toBe(90);
  });

  it('is none where clocks say that it was over before it began', () => {
    expect(outageMs({ openedAtMs: 10, resolved: { atMs: 90, okSinceMs: 9 } }, 100)).toBe(0);
  });
});

describe('timeToAcknowledgeMs()', () => {
  const acknowledged = { atMs: 100, by: 'Ada' };
  it.each([
    ['from its announcement', { openedAtMs: 10, announcedAtMs: 40, acknowledged }, 60],
    ['from its opening where it was never announced', { openedAtMs: 10, acknowledged }, 90],
    ['as none where it was faster than the announcement', { openedAtMs: 10, announcedAtMs: 200, acknowledged }, 0],
    ['as unknown where nobody did', { openedAtMs: 10 }, undefined],
  ])('counts %s', (_, parts, tookMs) => {
    expect(timeToAcknowledgeMs(parts)).toBe(tookMs);
  });
});
