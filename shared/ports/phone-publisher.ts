import type { SendOutcome } from '../model/send-outcome.ts';

/** Texts one number once, without a topic. Never rejects. No problem holds the number. */
export interface PhonePublisher {
  publish(text: {
    /** E.164. */
    readonly to: string;
    readonly message: string;
    readonly timeoutMs: number;
  }): Promise<SendOutcome>;
}
