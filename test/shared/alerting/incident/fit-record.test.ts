import { describe, expect, it } from 'vitest';
import { fitRecord } from '../../../../shared/alerting/incident/fit-record.ts';
import { maxStateBytes } from '../../../../shared/state/encode-state.ts';
import { recordOf, sampleTell, startMs, toldIncident } from '../../../support/incident-samples.ts';

const entries = (count: number, length: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ atMs: startMs + index, what: 'opened' },
    reason: `${index} ${'注'.repeat(length)}`,
  })) as never;

describe('fitRecord()', () => {
  it('leaves a record alone that fits', () => {
    const record = recordOf(toldIncident({ timeline: entries(300, 100) }));
    expect(fitRecord(record)).toBe(record);
  });

  it.each([400, 1_000, 20_000])('leaves out the middle of a story whose entries have %i characters', (length) => {
    const record = recordOf(toldIncident({ timeline: entries(300, length), tells: [sampleTell()] }));
    const fitted = fitRecord(record);
    expect(Buffer.byteLength(JSON.stringify(fitted))).toBeLessThan(maxStateBytes);
    expect(fitted.incident).toMatchObject({ told: record.incident?.told, tells: record.incident?.tells });
    const reasons = fitted.incident?.timeline.map((entry) =>
      entry.what === 'opened' ? parseInt(entry.reason, 10) : 0,
    );
    expect([reasons?.[0], reasons?.at(-1)]).toEqual([0, 299]);
  });
});
