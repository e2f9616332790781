import { createFetchPoster } from '../functions/alert-router/fetch-poster.ts';
import { createOutbox } from '../functions/alert-router/outbox.ts';
import { createRehearsingOutbox } from '../functions/alert-router/rehearsing-outbox.ts';
import type { ChannelContent } from '../shared/model/channel-content.ts';
import type { SendOutcome } from '../shared/model/send-outcome.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Outbox } from '../shared/ports/outbox.ts';
import type { Secrets } from '../shared/ports/secrets.ts';

const shown = {
  topic: { result: 'rehearsed', problem: 'Shown here; AWS sends it' },
  http: { result: 'rehearsed', problem: 'Shown here; "watchkeeper start --send" posts it' },
} as const satisfies Record<ChannelContent['via'], SendOutcome>;

/** Shows every message and sends none. */
export function createShowingOutbox(): Outbox {
  return { send: async ({ content }) => shown[content.via] };
}

/** Posts to Slack and webhooks whose secrets are on this machine; shows email and SMS, which only AWS can send. */
export function createSendingOutbox({ secrets, clock }: { readonly secrets: Secrets; readonly clock: Clock }): Outbox {
  const publisher = { publish: async () => shown.topic };
  return createRehearsingOutbox({
    outbox: createOutbox({ publisher, poster: createFetchPoster(), secrets, clock }),
    secrets,
  });
}
