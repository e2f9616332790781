import type { HttpContent } from '../shared/model/channel-content.ts';
import { listSecretRefs } from '../shared/model/secret-ref.ts';
import type { Outbox } from '../shared/ports/outbox.ts';
import type { Secrets } from '../shared/ports/secrets.ts';
import { shown } from './shown-outbox.ts';

/**
 * The outbox of one machine without an account: email and SMS are only shown. A POST is sent where all its secrets are here,
 * which is how the user asks for it, or where it stays on this machine; otherwise it is shown too.
 */
export function createRehearsingOutbox({
  outbox,
  secrets,
}: {
  readonly outbox: Outbox;
  readonly secrets: Secrets;
}): Outbox {
  return {
    async send(parcel) {
      const { content } = parcel;
      if (content.via !== 'http') return shown[content.via];
      const obstacle = await findObstacle(content, secrets);
      return obstacle === undefined ? await outbox.send(parcel) : { result: 'rehearsed', problem: obstacle };
    },
  };
}

async function findObstacle(content: HttpContent, secrets: Secrets): Promise<string | undefined> {
  const refs = listSecretRefs(content);
  if (refs.length === 0) {
    return isLoopback(content.url) ? undefined : 'Shown here; an address without a secret is posted to from AWS only';
  }
  try {
    await Promise.all(refs.map((ref) => secrets.get(ref)));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'A secret is missing';
  }
}

function isLoopback(url: HttpContent['url']): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname);
}
