import { createFetchPoster } from '../functions/alert-router/fetch-poster.ts';
import { createOutbox } from '../functions/alert-router/outbox.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Outbox } from '../shared/ports/outbox.ts';
import type { Secrets } from '../shared/ports/secrets.ts';
import { createRehearsingOutbox } from './rehearsing-outbox.ts';
import { shown } from './shown-outbox.ts';

/** Posts to chats, PagerDuty and webhooks whose secrets are on this machine; shows email and SMS, which only AWS can send. */
export function createSendingOutbox({ secrets, clock }: { readonly secrets: Secrets; readonly clock: Clock }): Outbox {
  const publisher = { publish: async () => shown.topic };
  const phones = { publish: async () => shown.phone };
  return createRehearsingOutbox({
    outbox: createOutbox({ publisher, phones, poster: createFetchPoster(), secrets, clock }),
    secrets,
  });
}
