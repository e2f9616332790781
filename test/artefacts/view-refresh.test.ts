import { describe, expect, it } from 'vitest';
import { useDataFunction } from './use-data-function.ts';

const refresh = useDataFunction('view-refresh');

describe('the deployed view-refresh', () => {
  it('refreshes what its job names, publishes, and leaves a line about the run', async () => {
    const { error, log } = await refresh.invoke({ job: 'view-refresh/1h', scheduledAt: '2026-03-05T08:00:00Z' });
    expect(error).toBeUndefined();
    expect(refresh.metrics()).toEqual([
      ['ResultPercent', 100, 'view-refresh/1h'],
      ['RefreshFailed', 0, 'sales'],
    ]);
    expect(log.map((line) => JSON.parse(line))).toMatchObject([
      { type: 'job-run', subject: 'refresh/sales', status: 'completed' },
    ]);
  });

  it('refuses an event that names what it does not know', async () => {
    const { error } = await refresh.invoke({ refreshes: ['slaes'] });
    expect(error?.message).toContain('"slaes" (did you mean "sales"?)');
  });

  it('may do all that it was seen to do', () => {
    const done = new Set(refresh.operations());
    expect([...done].toSorted()).toEqual(['GetParameter', 'PutMetricData']);
    const allowed = refresh.deployed().allowedActions.map((action) => action.split(':')[1]);
    expect([...done].filter((operation) => !allowed.includes(operation))).toEqual([]);
  });
});
