import { describe, expect, it } from 'vitest';
import { runStorm } from '../../../../bench/support/router/storm-run.ts';

describe('runStorm()', () => {
  it('has every alarm behind a parent held and listed, and nobody told of them', async () => {
    const report = await runStorm({ cause: 'one parent', alarms: 12, concurrency: 10 });
    expect(report).toMatchObject({ held: 12, listed: 12, delivered: 2 });
  });

  it('has every alarm told where they have nothing in common', async () => {
    const report = await runStorm({ cause: 'nothing in common', alarms: 12, concurrency: 10 });
    expect(report).toMatchObject({ held: 0, listed: 0, delivered: 24, conflicts: 0 });
  });
});
