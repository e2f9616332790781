import type { ActionClaim } from './action-token.ts';
import { readFields, readSeconds, signFields, writeSeconds } from './signed-fields.ts';

/** How long a form may stand open before it is posted. */
export const formLifetimeMs = 15 * 60_000;

/** What a form was made of: whose link it was, and how many actions its incident had seen. */
export interface FormClaim extends Pick<ActionClaim, 'scope' | 'incident' | 'by'> {
  /** `Incident.actions` when the form was made: each action makes all earlier forms worthless. */
  readonly seenActions: number;
  /** Epoch milliseconds, kept to the second. */
  readonly expiresAtMs: number;
}

/** What a form was made of, or why it is refused. `stale`: it is ours, and has stood open for too long. */
export type ReadFormToken =
  | { readonly ok: true; readonly seenActions: number }
  | { readonly ok: false; readonly why: 'tampered' | 'stale'; readonly problem: string };

/** A token for a hidden field of a form. */
export function signFormToken({ scope, incident, by, seenActions, expiresAtMs }: FormClaim, secret: string): string {
  return signFields([scope, by, incident, String(seenActions), writeSeconds(expiresAtMs)], 'form', secret);
}

/** Reads and verifies the token of a form that was posted to a link. Never throws, whatever the text is. */
export function readFormToken(
  token: string,
  {
    secret,
    link,
    nowMs,
  }: {
    readonly secret: string;
    readonly link: Pick<ActionClaim, 'scope' | 'incident' | 'by'>;
    readonly nowMs: number;
  },
): ReadFormToken {
  const read = readFields(token, 'form');
  const [scope, by, incident, seen = '', expiry = '', ...more] = read?.fields ?? [];
  const expiresAtMs = readSeconds(expiry);
  const isOurs =
    read?.isSignedWith(secret) === true && more.length === 0 && expiresAtMs !== undefined && /^\d+$/.test(seen);
  const isOfLink = scope === link.scope && by === link.by && incident === link.incident;
  if (!isOurs || !isOfLink) {
    return {
      ok: false,
      why: 'tampered',
      problem: 'Cannot accept this form: it is not one that this page made, must be sent from the page itself',
    };
  }
  if (nowMs >= expiresAtMs) {
    return {
      ok: false,
      why: 'stale',
      problem: `Cannot accept this form: it stood open for too long, must be sent within ${formLifetimeMs / 60_000} minutes`,
    };
  }
  return { ok: true, seenActions: Number(seen) };
}
