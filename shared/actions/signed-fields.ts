import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token is for. It is signed along, so that one kind is never taken for the other. */
export type TokenPurpose = 'link' | 'form';

/** The fields of a token that was not verified yet. */
export interface UnverifiedFields {
  readonly fields: readonly string[];
  /** Whether the token was signed with this secret. */
  isSignedWith(secret: string): boolean;
}

const version = '1';

/**
 * 128 bits of HMAC-SHA256: a forger has to guess them against our own answers, and collisions are no attack on a MAC (RFC 2104,
 * section 5, allows half). The other half would cost 25 characters of an SMS of 160.
 */
const signatureBytes = 16;

/** What these bytes need at most in base 36. Base 64 would save three, and now and then look like a credential that messages hide. */
const signatureCharacters = 25;

/** Nothing that we sign is nearly as long; longer ones are not even looked at. */
const mostCharacters = 2_000;

/**
 * `1.<signature>.<field>...`: fields in the clear, made of letters, digits, `-` and `_`, which neither addresses nor SMS have to
 * escape. The last field should end with a letter or a digit: programs that find links in texts leave out other ends.
 */
export function signFields(fields: readonly string[], purpose: TokenPurpose, secret: string): string {
  const payload = fields.map(escapeField).join('.');
  return `${version}.${sign(payload, purpose, secret)}.${payload}`;
}

/** Takes a token apart; undefined where it has not this form. The fields may be anybody's until `isSignedWith` says yes. */
export function readFields(token: string, purpose: TokenPurpose): UnverifiedFields | undefined {
  if (token.length > mostCharacters) return undefined;
  const match = /^1\.([0-9a-z]{25})\.([\w.-]+)$/.exec(token);
  const [, signature = '', payload = ''] = match ?? [];
  const fields = payload.split('.').map(readField);
  if (match === null || !fields.every((field) => field !== undefined)) return undefined;
  return {
    fields,
    isSignedWith: (secret) =>
      timingSafeEqual(Buffer.from(signature, 'latin1'), Buffer.from(sign(payload, purpose, secret), 'latin1')),
  };
}

function sign(payload: string, purpose: TokenPurpose, secret: string): string {
  const digest = createHmac('sha256', secret).update(`watchkeeper ${purpose} ${version}.${payload}`, 'utf8').digest();
  const number = BigInt(`0x${digest.toString('hex', 0, signatureBytes)}`);
  return number.toString(36).padStart(signatureCharacters, '0');
}

/** Every byte that is no letter, digit or `-` becomes `_` and two hexadecimal digits. */
function escapeField(text: string): string {
  return Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

function readField(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9-]|_[0-9a-f]{2})*$/.test(text)) return undefined;
  const bytes = text.replace(/_(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A moment with the granularity of a second, in base 36: six characters until the year 2038, and still in 3000 seven. */
export function writeSeconds(timeMs: number): string {
  return Math.floor(timeMs / 1_000).toString(36);
}

/** The moment in epoch milliseconds; undefined where the text is none. */
export function readSeconds(text: string): number | undefined {
  return /^[0-9a-z]{1,8}$/.test(text) ? Number.parseInt(text, 36) * 1_000 : undefined;
}
