import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTarget } from '../../examples/delivery-postgres/target.ts';
import definition from '../../examples/delivery-postgres/watchkeeper.config.ts';
import { settleMs } from '../../shared/alerting/settle-time.ts';
import { beginStory, type DatabaseStory, type StagedDatabase, stageDatabase } from './database-story.ts';

/** Rates are taken of the server's own seconds: a minute of the story must last at least one. */
export const secondMs = 1_150;

/** One fault of the example, and the alert that it must give. */
export interface Fault {
  readonly id: string;
  /** What of the headline the channel must have read. */
  readonly headline: string;
  /** Minutes of health before it; default 2. */
  readonly after?: number;
  /** Minutes for which its rule lets it last; its alarm is on within one and a half more. */
  readonly lasting: number;
  /** Real time of each of those minutes. */
  readonly realMs?: number;
  /** Real time that passes after the first of them: what the server itself must see grow old. */
  readonly patienceMs?: number;
  /** Days that pass in between. */
  readonly days?: number;
  /** What the text of the message must name. */
  readonly culprit: RegExp;
  /** Minutes until a run can see that it is over; its alarm is OK within one and a half more. */
  readonly every: number;
  /** Real time that passes before them: a cache is judged by a thousand blocks. */
  readonly restMs?: number;
}

/** How long a warning waits for something worse to turn out as its cause. */
const settlingMinutes = settleMs / 60_000;

/** How long an alarm must be OK before its incident is over, and a little more. */
const recoveryMinutes = 5.5;

const realTime = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The marketplace on a real server of its own, for the tests of one file. */
export function useMarketplace() {
  let staged: StagedDatabase | undefined;
  beforeAll(async () => {
    // Half a minute of real lag would only be slow: the threshold is the user's to set.
    const change = { databases: { marketplace: { alarms: { 'replica-lag': { above: 5 } } } } };
    staged = await stageDatabase(startTarget, definition, { database: 'marketplace', change });
  });
  afterAll(() => staged?.close());
  return {
    begin(): DatabaseStory {
      if (staged === undefined) throw new Error('Cannot begin: the example did not start');
      return beginStory(staged);
    },
    setFault: async (id: string, active: boolean): Promise<void> => staged?.target.setFault(id, active),
  };
}

/** Makes each fault on a real server: told in time and by name, and over when it ends. */
export function describeFaults(faults: readonly Fault[]): void {
  describe('a real PostgreSQL', () => {
    const { begin, setFault } = useMarketplace();

    it.each(faults)('with the fault $id: told in time and by name, and over when it ends', async (fault) => {
      const { id, headline, after = 2, lasting, realMs = 0, patienceMs = 0, days = 0, culprit, every } = fault;
      const story = begin();
      await story.pass(after, after > 2 ? 0 : secondMs);
      story.told('database-team');
      await setFault(id, true);
      try {
        await story.pass(1, realMs);
        if (days > 0) await story.pass(10);
        story.sleep(days);
        await realTime(patienceMs);
        await story.pass(lasting + 1.5 + settlingMinutes, realMs);
        expect(story.told('database-team')).toContainEqual(expect.stringContaining(headline));
        expect(story.textOf('database-team', headline)).toMatch(culprit);
      } finally {
        await setFault(id, false);
      }
      await realTime(fault.restMs ?? 0);
      await story.pass(every + 1.5, secondMs);
      await story.pass(recoveryMinutes);
      const past = /^(.*?) (is|has|had|reads|runs|grows) /.exec(headline)?.[1] ?? headline;
      expect(story.told('database-team')).toContainEqual(expect.stringMatching(new RegExp(`RESOLVED .*${past}`)));
    });
  });
}
