import type { ChannelContent } from '../shared/model/channel-content.ts';
import type { SendOutcome } from '../shared/model/send-outcome.ts';
import type { Outbox } from '../shared/ports/outbox.ts';

/** What becomes of a message that is only shown on this machine. */
export const shown = {
  topic: { result: 'rehearsed', problem: 'Shown here; AWS sends it' },
  phone: { result: 'rehearsed', problem: 'Shown here; AWS sends it' },
  http: { result: 'rehearsed', problem: 'Shown here; "watchkeeper start --send" posts it' },
} as const satisfies Record<ChannelContent['via'], SendOutcome>;

/** Shows every message and sends none. */
export function createShowingOutbox(): Outbox {
  return { send: async ({ content }) => shown[content.via] };
}
