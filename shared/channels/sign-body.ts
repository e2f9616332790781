import { createHmac } from 'node:crypto';

/** Name of the header that carries the signature. */
export const signatureHeader = 'watchkeeper-signature';

/**
 * `t=<seconds since 1970>,v1=<hex>`: the HMAC-SHA256 of `<seconds>.<body>` in UTF-8. The time is signed with the body, so
 * that an old message cannot be played again (docs/webhook.md tells how to verify).
 */
export function signBody(body: string, { secret, nowMs }: { readonly secret: string; readonly nowMs: number }): string {
  const seconds = Math.floor(nowMs / 1_000);
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex');
  return `t=${seconds},v1=${signature}`;
}
