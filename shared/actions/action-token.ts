import { formatMoment } from '../alerting/format-moment.ts';
import { readFields, readSeconds, signFields, writeSeconds } from './signed-fields.ts';

/** What a link says about itself: which incident, and to whom it was sent. */
export interface ActionClaim {
  /** `<service>/<environment>`, e.g. `shop/prod`. */
  readonly scope: string;
  /** Id of the incident. */
  readonly incident: string;
  /** Who was told, e.g. `ada/email`, or a channel. */
  readonly by: string;
  /** Epoch milliseconds, kept to the second. */
  readonly expiresAtMs: number;
}

/** Why a token is refused. `malformed`: it is none, or only a part of one. */
export type TokenRefusal = 'malformed' | 'foreign' | 'tampered' | 'expired';

/** What a token claims, or why it is refused: a kind, and one sentence. */
export type ReadActionToken =
  | { readonly ok: true; readonly claim: ActionClaim }
  | { readonly ok: false; readonly why: TokenRefusal; readonly problem: string };

/** A token for the address of an acknowledge link. Whoever has it may act on that incident until it expires. */
export function signActionToken({ scope, incident, by, expiresAtMs }: ActionClaim, secret: string): string {
  return signFields([...scope.split('/'), by, incident, writeSeconds(expiresAtMs)], 'link', secret);
}

/** Names as definitions have them: of a token that is not ours, nothing else is repeated to a reader. */
const scopePattern = /^[a-z0-9-]{1,40}\/[a-z0-9-]{1,40}$/;

const titleOf = (scope: string): string => scope.replace('/', ' ');

/** Reads and verifies a token. Never throws, whatever the text is; `timeZone` (IANA, default UTC) tells when it expired. */
export function readActionToken(
  token: string,
  {
    secret,
    scope,
    nowMs,
    timeZone = 'UTC',
  }: { readonly secret: string; readonly scope: string; readonly nowMs: number; readonly timeZone?: string },
): ReadActionToken {
  const refuse = (why: TokenRefusal, problem: string): ReadActionToken => ({
    ok: false,
    why,
    problem: `Cannot use this link: ${problem}`,
  });
  const read = readFields(token, 'link');
  const [service = '', environment = '', by = '', incident = '', expiry = '', ...more] = read?.fields ?? [];
  const madeFor = `${service}/${environment}`;
  const expiresAtMs = readSeconds(expiry);
  if (read === undefined || expiresAtMs === undefined || more.length > 0 || !scopePattern.test(madeFor))
    return refuse('malformed', 'it is incomplete or was changed, must be opened exactly as it was sent');
  // Each environment has a secret of its own, so that such a signature says nothing; the name is what helps the reader.
  if (madeFor !== scope)
    return refuse('foreign', `it was made for ${titleOf(madeFor)}, must be opened at the address it came with`);
  if (!read.isSignedWith(secret))
    return refuse('tampered', 'its signature is not ours, must be opened exactly as it was sent');
  if (nowMs >= expiresAtMs)
    return refuse('expired', `it expired on ${formatMoment(expiresAtMs, timeZone)}, must be of a newer message`);
  return { ok: true, claim: { scope: madeFor, incident, by, expiresAtMs } };
}
