import { describe, expect, it } from 'vitest';
import { tellStory } from '../../../../shared/alerting/incident/timeline.ts';
import { toldIncident } from '../../../support/incident-samples.ts';

const entry = (atMs: number) => ({ atMs, what: 'recovering' }) as const;

describe('tellStory()', () => {
  it('keeps the beginning and the newest of a long story', () => {
    const timeline = Array.from({ length: 300 }, (_, index) => entry(index));
    const told = tellStory(toldIncident({ timeline }), entry(300)).timeline.map(({ atMs }) => atMs);
    expect(told).toHaveLength(300);
    expect([told[0], told[149], told[150], told[299]]).toEqual([0, 149, 151, 300]);
  });
});
