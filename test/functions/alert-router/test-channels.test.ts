import { describe, expect, it } from 'vitest';
import type { LoggedPorts } from '../../../functions/alert-router/route-records.ts';
import type { ChannelTestResult } from '../../../shared/model/router-event.ts';
import { createIncidentWorld } from '../../support/incident-world.ts';

const startMs = Date.parse('2026-01-07T13:00:00Z');

async function test(
  channels: readonly string[],
  { isVisible = true, ...ports }: Partial<LoggedPorts> & { isVisible?: boolean } = {},
) {
  const world = createIncidentWorld({ startMs, ports });
  const results = (await world.invoke({ testChannels: { channels, isVisible } })) as readonly ChannelTestResult[];
  return { results, ...world };
}

describe('testChannels()', () => {
  it.each<[string, string | undefined, string]>([
    ['passes where SNS has no objection', undefined, 'passed'],
    ['fails where nobody has confirmed', 'Nobody has confirmed', 'failed'],
  ])('%s', async (_name, problem, result) => {
    const { results } = await test(['engineering'], { subscriptions: { problemOf: async () => problem } });
    expect(results).toMatchObject([{ channel: 'engineering', result, ...(problem === undefined ? {} : { problem }) }]);
  });

  it('fails where SNS cannot be asked, and says so', async () => {
    const subscriptions = { problemOf: () => Promise.reject(new Error('Throttling')) };
    const { results } = await test(['engineering'], { subscriptions });
    expect(results).toMatchObject([{ result: 'failed', problem: 'Cannot ask SNS who is subscribed: Throttling' }]);
  });

  it('skips what only SNS can tell, where it cannot be asked', async () => {
    const { results } = await test(['engineering']);
    expect(results).toMatchObject([{ result: 'skipped' }]);
  });

  it('fails for a channel that there is not', async () => {
    const { results } = await test(['nope', 'constructor']);
    expect(results.map(({ result }) => result)).toEqual(['failed', 'failed']);
  });

  it('sends what receivers take, and counts it', async () => {
    const { results, numbers } = await test(['chat']);
    expect(results).toEqual([{ channel: 'chat', result: 'passed' }]);
    expect(numbers).toMatchObject([{ metric: { dimensions: { Channel: 'chat' } } }]);
  });

  it('tests every channel where none is named', async () => {
    const world = createIncidentWorld({ startMs });
    const results = (await world.invoke({ testChannels: { isVisible: false } })) as readonly ChannelTestResult[];
    expect(results.map(({ channel }) => channel)).toEqual(Object.keys(world.ports.config.channels));
  });
});
