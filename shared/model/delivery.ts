import type { AlertMessage } from './alert-message.ts';
import type { TellKind } from './incident.ts';
import type { Severity } from './severity.ts';

/** What one channel was given, and what became of it. The record that the inbox and the log show. */
export interface DeliveryRecord {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly channel: string;
  readonly kind: 'email' | 'sms' | 'slack' | 'webhook' | 'pagerduty' | 'teams';
  /** `backstop`: CloudWatch's own text by native SNS subscription; `policy`: composed by the router; `test`: of the channel itself. */
  readonly route: 'policy' | 'backstop' | 'test';
  readonly alarmName: string;
  readonly status: AlertMessage['status'];
  readonly severity: Severity;
  readonly headline: string;
  /** Id of the incident that it is about; absent for the backstop, tests and summaries of several. */
  readonly incident?: string;
  readonly tell?: TellKind;
  /** Addresses where the kind has them (email, sms). */
  readonly to: readonly string[];
  readonly content: DeliveredContent;
  /** `rehearsed`: composed on this machine and shown, not sent. */
  readonly result: 'delivered' | 'rehearsed' | 'rejected' | 'gave-up';
  readonly attempts: number;
  /** Why it was not delivered, or only rehearsed; never holds a secret. */
  readonly problem?: string;
}

/** What the receiver sees, by the shape that its program shows. */
export type DeliveredContent =
  | { readonly shape: 'email'; readonly subject: string; readonly text: string }
  | { readonly shape: 'sms'; readonly text: string }
  /** The JSON body that was posted. */
  | { readonly shape: 'slack' | 'webhook' | 'pagerduty' | 'teams'; readonly body: string };
