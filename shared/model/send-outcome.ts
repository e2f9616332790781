/**
 * What became of one attempt to send. `retry`: trying again may help (no answer, overload, 5xx). `rejected`: it will not
 * (a refused address, a wrong secret). `rehearsed`: shown on this machine instead of sent. No text holds a secret.
 */
export type SendOutcome =
  | {
      readonly result: 'delivered';
      /** What the vendor calls the message, where later ones can join it: the `ts` of Slack. */
      readonly thread?: string;
    }
  | { readonly result: 'rehearsed'; readonly problem: string }
  | { readonly result: 'rejected'; readonly problem: string }
  | {
      readonly result: 'retry';
      readonly problem: string;
      /** How long the receiver asked to be left alone. */
      readonly retryAfterMs?: number;
    };
