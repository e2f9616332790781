import type { SendOutcome } from '../model/send-outcome.ts';

/** Publishes once to a channel's SNS topic. Never rejects. */
export interface TopicPublisher {
  publish(publication: {
    /** Name of the channel; the adapter knows its topic. */
    readonly channel: string;
    readonly subject?: string;
    readonly message: string;
    readonly timeoutMs: number;
  }): Promise<SendOutcome>;
}
