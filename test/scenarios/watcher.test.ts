import { describe, expect, it } from 'vitest';
import { probeEndpoints } from '../../functions/endpoint-probe/probe-endpoints.ts';
import type { WatchOptions } from '../../local/watch.ts';
import { failed, fine, type Script, storyStartMs, tellStory, wrong } from './story.ts';

const downFromMinuteFive: Script = ({ minute }) => (minute < 5 ? fine() : wrong());

describe.each(['n+2', 'field-2026'] as const)('the watcher, with evaluation range "%s"', (evaluationRange) => {
  it('cannot judge anything: "no result" by the backstop, and nobody hears "down"', async () => {
    const script: Script = ({ minute }) => (minute >= 5 && minute < 10 ? failed('probe', 'No network here') : fine());
    const { lines, watch } = await tellStory({ minutes: 15, evaluationRange, script });
    expect(lines).toEqual([
      '12:08:10 last-resort (backstop): ALARM: "shop-prod/job/endpoint-probe/eu-central-1/1m/no-result" in EU (Frankfurt)',
      '12:11:10 last-resort (backstop): OK: "shop-prod/job/endpoint-probe/eu-central-1/1m/no-result" in EU (Frankfurt)',
    ]);
    expect(watch.alarm('endpoint/web/down')?.history.map(({ to }) => to)).toEqual(['OK']);
  });

  it('never worked: dead letters, errors and missing results by the backstop, nothing by the router', async () => {
    const dead = { probeEndpoints: async () => Promise.reject(new Error('Cannot find module "handler"')) };
    const { lines, watch } = await tellStory({ minutes: 10, evaluationRange, work: dead });
    expect(lines).toEqual([
      '12:01:10 last-resort (backstop): ALARM: "shop-prod/function/endpoint-probe/eu-central-1/dead-letters" in EU (Frankfurt)',
      '12:02:10 last-resort (backstop): ALARM: "shop-prod/function/endpoint-probe/eu-central-1/errors" in EU (Frankfurt)',
      '12:05:10 last-resort (backstop): ALARM: "shop-prod/job/endpoint-probe/eu-central-1/1m/no-result" in EU (Frankfurt)',
    ]);
    expect(watch.watch().jobs).toMatchObject([{ lastProblem: 'Cannot find module "handler"' }]);
  });

  it('cannot reach Slack: the others and one in its place are told, and the backstop hears of the failing channel', async () => {
    const { lines, deliveries, watch } = await tellStory({
      ...{ minutes: 30, evaluationRange, script: downFromMinuteFive },
      outbox: slackOutOfOrder,
    });
    expect(lines).toEqual([
      '12:07:10 last-resort (backstop): ALARM: "shop-prod/endpoint/web/down" in EU (Frankfurt)',
      '12:07:10 engineering: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:07:10 phone: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:07:10 chat: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:07:10 last-resort: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:08:10 last-resort (backstop): ALARM: "shop-prod/channel/chat/failing" in EU (Frankfurt)',
      '12:09:10 chat: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:19:10 chat: CRITICAL shop prod: web is down since 12:07 (UTC)',
      '12:20:10 last-resort (backstop): ALARM: "shop-prod/function/alert-router/dead-letters" in EU (Frankfurt)',
    ]);
    expect(deliveries.filter(({ channel }) => channel === 'chat').map(({ result }) => result)).toEqual([
      'gave-up',
      'gave-up',
      'gave-up',
    ]);
    expect(watch.deadLetters.letters('alert-router')).toMatchObject([
      { type: 'failed-delivery', delivery: { channel: 'chat', attempts: 5, problem: 'HTTP 503: no_service' } },
    ]);
  });

  it('has a dead router: the backstop tells of the outage and of the router', async () => {
    const work = { handleEvent: async () => Promise.reject(new Error('Out of memory')) };
    const { lines } = await tellStory({ minutes: 10, evaluationRange, script: downFromMinuteFive, work });
    expect(lines).toEqual([
      // It already failed on the first OK of each alarm, which tells nobody, and on its first sweep.
      '12:01:10 last-resort (backstop): ALARM: "shop-prod/function/alert-router/dead-letters" in EU (Frankfurt)',
      '12:02:10 last-resort (backstop): ALARM: "shop-prod/function/alert-router/errors" in EU (Frankfurt)',
      '12:07:10 last-resort (backstop): ALARM: "shop-prod/endpoint/web/down" in EU (Frankfurt)',
    ]);
  });
});

/**
 * The one story that depends on the undocumented range: results that are missing, not bad. CloudWatch looks for real points
 * as far back as its range reaches, and with one period more it finds the last good minute for one minute longer.
 */
describe.each([
  ['n+2', '12:10:10'],
  ['field-2026', '12:11:10'],
] as const)('a probe function that dies, with evaluation range "%s"', (evaluationRange, time) => {
  it(`is missed at ${time}`, async () => {
    const work = { probeEndpoints: diesAtMinuteFive };
    const { lines } = await tellStory({ minutes: 15, evaluationRange, work });
    expect(lines.filter((line) => line.includes('no-result'))).toEqual([
      `${time} last-resort (backstop): ALARM: "shop-prod/job/endpoint-probe/eu-central-1/1m/no-result" in EU (Frankfurt)`,
    ]);
  });
});

const diesAtMinuteFive: typeof probeEndpoints = async (event, ...rest) => {
  if (Date.parse(event.scheduledAt ?? '') >= storyStartMs + 5 * 60_000) throw new Error('Runtime exited');
  return probeEndpoints(event, ...rest);
};

const slackOutOfOrder: WatchOptions['alerts']['outbox'] = {
  send: async ({ content }) =>
    content.via === 'http' ? { result: 'retry', problem: 'HTTP 503: no_service' } : { result: 'delivered' },
};
