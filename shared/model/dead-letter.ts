import type { DeliveryRecord } from './delivery.ts';

/** An alert that did not reach somebody, kept for people and for sending again. Plain JSON in the dead-letter queue. */
export type DeadLetter =
  | {
      readonly type: 'unreadable-notification';
      readonly atMs: number;
      /** What is wrong with it, in one sentence. */
      readonly problem: string;
      /** What arrived, at most 64 KiB of it, without what looks like a credential. */
      readonly text: string;
    }
  | {
      readonly type: 'failed-delivery';
      readonly atMs: number;
      readonly problem: string;
      /** What the channel was given, and how it ended. */
      readonly delivery: DeliveryRecord;
    }
  | {
      readonly type: 'unrouted-alert';
      readonly atMs: number;
      readonly problem: string;
      readonly text: string;
    };
