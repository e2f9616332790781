import { describe, expect, it } from 'vitest';
import { createChangeReporter } from '../../local/report-changes.ts';
import { failed, fine, type Script, tellStory, wrong } from '../scenarios/story.ts';

/** The lines that a terminal shows of a story in the time zone of Zurich. */
async function report(minutes: number, script: Script, options: Partial<Parameters<typeof tellStory>[0]> = {}) {
  const lines: string[] = [];
  const reporter = createChangeReporter((line, tone) => lines.push(`${line} [${tone}]`), { timeZone: 'Europe/Zurich' });
  await tellStory({ minutes, script, onEvent: reporter, ...options });
  return lines;
}

describe('createChangeReporter()', () => {
  it('says nothing while nothing changes', async () => {
    expect(await report(5, () => fine())).toEqual([]);
  });

  it('tells an outage in four lines', async () => {
    expect(await report(8, ({ minute }) => (minute === 3 || minute === 4 ? wrong() : fine()))).toEqual([
      '13:03:00  web is down: Expected status 200, got 503 [bad]',
      '13:05:00  web is up again [good]',
      '13:05:10  ALARM (critical): web is down [bad]',
      '13:06:10  OK (critical): web was down for 1 minute [good]',
    ]);
  });

  it('tells an endpoint that could not be judged without blaming it', async () => {
    const script: Script = ({ minute }) => (minute === 1 ? failed('probe', 'No network here') : fine());
    expect(await report(3, script)).toEqual([
      expect.stringMatching(/^13:01:00 {2}web is unknown: No network here.* \[neutral\]$/),
      '13:02:00  web is up again [good]',
    ]);
  });

  it('tells a message that could not be delivered, and none that was', async () => {
    const outbox = {
      send: async ({ channel }: { readonly channel: string }) =>
        channel === 'chat'
          ? ({ result: 'rejected', problem: 'HTTP 404: no_team' } as const)
          : ({ result: 'delivered' } as const),
    };
    const lines = await report(3, () => wrong(), { outbox });
    expect(lines.filter((line) => line.includes('elivered'))).toEqual([
      '13:02:10  Not delivered to chat (slack): CRITICAL shop prod: web is down since 12:02 (UTC): HTTP 404: no_team [bad]',
    ]);
  });
});
