import { readPublish } from '../support/sns-stand-in.ts';
import type { IncidentServices } from './incident-services.ts';

/** What arrived outside. */
export interface NewsReader {
  /** Who was told what since the last call, sorted: `<channel>: <subject, text or status, up to the times in it>`. */
  news(): readonly string[];
  /** Bodies of dead letters since the last call. */
  letters(): readonly string[];
  /** The newest message of a channel that has a topic. */
  lastMessageOf(channel: string): string;
}

type Fields = Readonly<Record<string, string>>;

const channelOf = ({ TopicArn = '' }: Fields) => TopicArn.split(/:shop-prod-(?:channel-)?/).at(-1);
const wordsOf = ({ Subject, Message = '' }: Fields) => (Subject ?? Message).replace(/ (since|for) .*/s, '');

function statusOf(body: string): string {
  const { status, type } = JSON.parse(body);
  return status ?? type;
}

/** Reads what services were sent, each thing once. */
export function createNewsReader({ sns, hook, pager, aws }: IncidentServices): NewsReader {
  const publishes = () => sns.received.map(readPublish).filter(({ Action }) => Action === 'Publish');
  const seen = { publishes: 0, posts: 0, pages: 0, letters: 0 };
  return {
    news() {
      const published = publishes().slice(seen.publishes);
      const posted = hook.received.slice(seen.posts);
      const paged = pager.received.slice(seen.pages);
      seen.publishes += published.length;
      seen.posts += posted.length;
      seen.pages += paged.length;
      return [
        ...published.map((fields) => `${channelOf(fields)}: ${wordsOf(fields)}`),
        ...posted.map(({ body }) => `hook: ${statusOf(body)}`),
        ...paged.map((body) => `pager: ${JSON.parse(body).event_action}`),
      ].toSorted();
    },
    letters() {
      const sent = aws.calls.filter(({ operation }) => operation === 'SendMessage').slice(seen.letters);
      seen.letters += sent.length;
      return sent.map(({ input }) => `${input.MessageBody}`);
    },
    lastMessageOf: (channel) => publishes().findLast((fields) => channelOf(fields) === channel)?.Message ?? '',
  };
}
