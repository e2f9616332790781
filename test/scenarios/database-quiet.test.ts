import { describe, expect, it } from 'vitest';
import { secondMs, useMarketplace } from './describe-faults.ts';

describe('a real PostgreSQL', () => {
  const { begin, setFault } = useMarketplace();

  it('under normal load for 30 minutes: silence', async () => {
    const story = begin();
    await story.pass(30, secondMs);
    expect(story.told('database-team')).toEqual([]);
    expect(story.watch.databases()).toMatchObject([{ id: 'marketplace', state: 'healthy' }]);
  });

  it('that is down: told within two minutes, and over when it is back', async () => {
    const story = begin();
    await story.pass(2);
    await setFault('database-down', true);
    try {
      await story.pass(2.5);
      expect(story.told('on-call-phone')).toEqual([
        expect.stringMatching(/^[34]m CRITICAL marketplace local: marketplace database does not answer$/),
      ]);
    } finally {
      await setFault('database-down', false);
    }
    await story.pass(8);
    expect(story.told('on-call-phone').filter((line) => line.includes('RESOLVED'))).toHaveLength(1);
  });
});
