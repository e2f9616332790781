import { describe, expect, it } from 'vitest';
import { failed, fine, type Script, tellStory, wrong } from './story.ts';

/** Not as agreed in the minutes from `from` up to, not including, `to`. */
const downBetween =
  (from: number, to: number): Script =>
  ({ minute }) =>
    minute >= from && minute < to ? wrong() : fine();

/** Both choices that CloudWatch does not document must tell the same story, or nobody could rely on it. */
describe.each(['n+2', 'field-2026'] as const)('an outage, with evaluation range "%s"', (evaluationRange) => {
  it('does not happen: nobody hears anything', async () => {
    expect((await tellStory({ minutes: 15, evaluationRange })).lines).toEqual([]);
  });

  it('of two minutes: one alert per channel, and one resolve per channel told', async () => {
    const { lines } = await tellStory({ minutes: 15, evaluationRange, script: downBetween(5, 7) });
    expect(lines).toEqual([
      '12:07:10 last-resort (backstop): ALARM: "shop-prod/endpoint/web/down" in EU (Frankfurt)',
      '12:07:10 engineering: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:07:10 phone: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:07:10 chat: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:13:10 engineering: RESOLVED shop prod: web was down for 1 minute, OK since 12:08 (UTC)',
      '12:13:10 phone: RESOLVED shop prod: web was down for 1 minute, OK since 12:08 (UTC)',
      '12:13:10 chat: RESOLVED shop prod: web was down for 1 minute, OK since 12:08 (UTC)',
    ]);
  });

  it('of twenty minutes: still one alert and one resolve', async () => {
    const { lines } = await tellStory({ minutes: 35, evaluationRange, script: downBetween(5, 25) });
    expect(lines.filter((line) => line.includes(' chat: '))).toEqual([
      '12:07:10 chat: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:31:10 chat: RESOLVED shop prod: web was down for 19 minutes, OK since 12:26 (UTC)',
    ]);
  });

  it('of one minute: silence', async () => {
    expect((await tellStory({ minutes: 15, evaluationRange, script: downBetween(5, 6) })).lines).toEqual([]);
  });

  it('every other minute: silence, because two of two periods must be bad', async () => {
    const script: Script = ({ minute }) => (minute % 2 === 0 ? wrong() : fine());
    expect((await tellStory({ minutes: 20, evaluationRange, script })).lines).toEqual([]);
  });

  it('of a single connection each minute: silence, because the retry succeeds', async () => {
    const script: Script = ({ attempt }) => (attempt === 1 ? failed('target', 'Connection reset') : fine());
    const { lines, watch } = await tellStory({ minutes: 10, evaluationRange, script });
    expect(lines).toEqual([]);
    expect(watch.endpoint('web')?.latest).toMatchObject({ outcome: 'up', attempts: 2 });
  });

  it('that three attempts a minute confirm: the alert quotes the reason', async () => {
    const script: Script = ({ minute }) =>
      minute < 5 ? fine() : failed('target', 'Connection refused by 192.0.2.7:443');
    const { deliveries, watch } = await tellStory({ minutes: 8, evaluationRange, script });
    const email = deliveries.find(({ channel }) => channel === 'engineering');
    expect(email?.content).toMatchObject({
      shape: 'email',
      text: expect.stringContaining('Connection refused by 192.0.2.7:443'),
    });
    expect(watch.endpoint('web')?.latest).toMatchObject({ outcome: 'down', attempts: 3 });
  });

  it('from the very first probe on: an alert, though there never was a good minute', async () => {
    const { lines } = await tellStory({ minutes: 5, evaluationRange, script: () => wrong() });
    expect(lines.filter((line) => line.includes(' chat: '))).toEqual([
      '12:02:10 chat: CRITICAL shop prod: web is down since 12:02 (UTC)',
    ]);
  });
});
