import { listSecretRefs } from '../model/secret-ref.ts';
import type { ChannelNeeds } from './channel.ts';

/** The needs of a channel that sends no texts to numbers: whatever secrets stand in it. */
export function plainNeeds(spec: object): ChannelNeeds {
  return { secrets: listSecretRefs(spec), sendsSms: false };
}
