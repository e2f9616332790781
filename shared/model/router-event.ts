import type { Incident } from './incident.ts';
import type { ActionOutcome, AttributedAction } from './incident-action.ts';

/** What calls the router besides SNS. */
export type RouterEvent =
  /** A one-shot schedule: look at this alarm's record. */
  | { readonly wake: { readonly alarm: string } }
  /** Every five minutes: whatever is due, and whatever CloudWatch knows better. */
  | { readonly sweep: true }
  /** A person acts. `incident` is an id. */
  | { readonly act: AttributedAction & { readonly incident: string } }
  /** Starts a rehearsal of an alarm (its id in the plan) that ends by itself. */
  | { readonly drill: { readonly alarmId: string; readonly by: string; readonly forMs: number } }
  /** Tests every channel, or those named. `isVisible`: also those whose tests people see. */
  | { readonly testChannels: { readonly channels?: readonly string[]; readonly isVisible: boolean } };

/** What the router answers to a person. */
export type ActAnswer = ActionOutcome & { readonly incident?: Incident };

/** What the router answers to a drill. */
export type DrillAnswer =
  | { readonly started: true; readonly incident: Incident }
  | { readonly started: false; readonly problem: string };

/** What became of the test of one channel. */
export interface ChannelTestResult {
  readonly channel: string;
  /** `skipped`: its test is visible, and today is not the day; or it only runs on AWS. */
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly problem?: string;
}
