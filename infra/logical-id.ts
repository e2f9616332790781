import { hash } from 'node:crypto';

/** CloudFormation allows 255 characters; the hash and what nested constructs append must fit behind the readable part. */
const readableLength = 180;

/**
 * The construct id, and so the logical id, of a part of the plan: readable words and a hash of the whole stable id, e.g.
 * `endpoint/web/down` -> `EndpointWebDown2FF1B4B0`. It knows nothing of titles and order: renaming and reordering replace nothing.
 */
export function logicalId(stableId: string): string {
  const words = stableId.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const readable = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const digest = hash('sha256', stableId).slice(0, 8).toUpperCase();
  return `${readable.slice(0, readableLength)}${digest}`;
}
