import type { Receiver } from '../model/policy.ts';

/** A receiver as the policy names it: `channel engineering`, `on call in platform (backup)`, `team payments`. */
export function describeReceiver(receiver: Receiver): string {
  switch (receiver.kind) {
    case 'channel':
      return `channel ${receiver.channel}`;
    case 'person':
      return `person ${receiver.person}`;
    case 'team':
      return `team ${receiver.team}`;
    case 'on-call':
      return `on call in ${receiver.rotation}${receiver.role === 'primary' ? '' : ` (${receiver.role})`}`;
  }
}
