import type { ChannelTest } from '../../shared/channels/channel.ts';
import { testOfChannel } from '../../shared/channels/test-of-channel.ts';
import type { ChannelTestResult, RouterEvent } from '../../shared/model/router-event.ts';
import { channelTestData } from '../../shared/plan/channel-metrics.ts';
import { deliver } from './deliver.ts';
import type { RouterPorts } from './router-ports.ts';

type TestChannels = Extract<RouterEvent, { readonly testChannels: unknown }>['testChannels'];

/**
 * Tests channels before they are needed: asks SNS whether somebody is subscribed, and sends where the receiver is ours to
 * reach. Each result is a number of its channel, on which an alarm watches. Never rejects because of a channel.
 */
export async function testChannels(
  { channels, isVisible }: TestChannels,
  deadlineMs: number,
  ports: RouterPorts,
): Promise<readonly ChannelTestResult[]> {
  const { config, metrics, clock } = ports;
  const names = channels ?? Object.keys(config.channels);
  const results = await Promise.all(names.map((channel) => testChannel(channel, { isVisible, deadlineMs }, ports)));
  const atMs = clock.now();
  const data = results.flatMap((result) => channelTestData(config.namespace, { ...result, atMs }));
  if (data.length > 0) await metrics.put(data, { deadlineMs }).catch(() => undefined);
  return results;
}

interface TestOptions {
  readonly isVisible: boolean;
  readonly deadlineMs: number;
}

async function testChannel(channel: string, options: TestOptions, ports: RouterPorts): Promise<ChannelTestResult> {
  const { config } = ports;
  const spec = Object.hasOwn(config.channels, channel) ? config.channels[channel] : undefined;
  if (spec === undefined) {
    return { channel, result: 'failed', problem: `Cannot test channel "${channel}": there is no such channel` };
  }
  const test = testOfChannel(spec);
  if (test.how === 'subscriptions') return await askSubscriptions(channel, ports);
  if (!test.isQuiet && !options.isVisible) {
    return { channel, result: 'skipped', problem: 'Its test is a message that people see: it is sent once a week' };
  }
  return await sendTest(channel, test, options, ports);
}

async function askSubscriptions(channel: string, { subscriptions, config }: RouterPorts): Promise<ChannelTestResult> {
  // A number that is a secret has no subscription: it is texted directly.
  if (subscriptions === undefined || !Object.hasOwn(config.channelTopics, channel)) {
    return { channel, result: 'skipped', problem: 'Nobody is subscribed by SNS here' };
  }
  try {
    const problem = await subscriptions.problemOf(channel);
    return problem === undefined ? { channel, result: 'passed' } : { channel, result: 'failed', problem };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    return { channel, result: 'failed', problem: `Cannot ask SNS who is subscribed: ${reason}` };
  }
}

async function sendTest(
  channel: string,
  test: Extract<ChannelTest, { readonly how: 'send' }>,
  { deadlineMs }: TestOptions,
  ports: RouterPorts,
): Promise<ChannelTestResult> {
  const { config, clock } = ports;
  const { service, environment, timeZone } = config;
  const facts = { service, environment, timeZone, channel, nowMs: clock.now() };
  const { result, problem } = await deliver({ channel, content: test.compose(facts), deadlineMs }, ports);
  if (result === 'delivered') return { channel, result: 'passed' };
  if (result === 'rehearsed') return { channel, result: 'skipped', ...(problem === undefined ? {} : { problem }) };
  return { channel, result: 'failed', problem: problem ?? 'It could not be told' };
}
