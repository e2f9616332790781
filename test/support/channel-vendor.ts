import { createFetchPoster } from '../../functions/alert-router/fetch-poster.ts';
import { createOutbox } from '../../functions/alert-router/outbox.ts';
import { createPhonePublisher } from '../../functions/aws/phone-publisher.ts';
import { createTopicPublisher } from '../../functions/aws/topic-publisher.ts';
import type { ChannelContent } from '../../shared/model/channel-content.ts';
import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import { changedAtMs } from './alert-samples.ts';
import { type Receiver, type Reply, startReceiver } from './receiver.ts';
import { standInClient, startSns } from './sns-stand-in.ts';

/** What every secret of a test holds; a number has its own. */
export const secretValue = 'cccccccccccccccccccc';

/** The secret part of the address that a test posts to. */
export const secretPath = `/services/T0AAAA/B0BBBB/${secretValue}`;

/** A number that only a secret holds. */
export const secretNumber = '+12025550199';

/** The vendor's server: SNS for what SNS delivers, a plain receiver otherwise. `echo` refuses with all that it was sent. */
export async function startVendor(
  content: ChannelContent,
  reply: Reply | 'echo',
  code: string | undefined,
): Promise<Receiver> {
  if (reply === 'silence' || reply === 'reset') return await startReceiver(() => reply);
  if (content.via === 'http') {
    if (reply !== 'echo') return await startReceiver(() => reply);
    return await startReceiver(({ path, headers, body }) => ({
      status: 400,
      body: `${headers.authorization} ${path} ${body.slice(-200)}`,
    }));
  }
  const status = reply === 'echo' ? 400 : reply.status;
  const refusedNumber = `Invalid parameter: PhoneNumber Reason: ${secretNumber} is not valid to publish to`;
  const message = reply === 'echo' && content.via === 'phone' ? refusedNumber : undefined;
  return await startSns(() =>
    code === undefined ? undefined : { status, code, ...(message === undefined ? {} : { message }) },
  );
}

/** Sends a content through the real outbox and its real adapters to a vendor on this machine. */
export async function sendToVendor(
  content: ChannelContent,
  { url }: Receiver,
  timeoutMs = 5_000,
): Promise<SendOutcome> {
  const client = standInClient(url);
  const values: Readonly<Record<string, string>> = {
    address: `${url}${secretPath}`,
    'phones/ada': secretNumber,
  };
  const outbox = createOutbox({
    publisher: createTopicPublisher({
      client,
      region: 'eu-central-1',
      account: '111122223333',
      channelTopics: { it: 'shop-prod-channel-it' },
    }),
    phones: createPhonePublisher({ client }),
    poster: createFetchPoster(),
    secrets: { get: async ({ secret }) => values[secret] ?? secretValue },
    clock: { now: () => changedAtMs },
  });
  const here = content.via === 'http' ? { ...content, url: { secret: 'address' } } : content;
  return await outbox.send({ channel: 'it', content: here, timeoutMs });
}
