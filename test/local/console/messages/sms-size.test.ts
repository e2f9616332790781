import { expect, it } from 'vitest';
import { measureSms } from '../../../../local/console/messages/sms-size.ts';

it.each([
  ['an empty text', '', 'GSM-7', 0, 160, 1],
  ['GSM-7', 'CRITICAL shop: web is down', 'GSM-7', 26, 160, 1],
  ['characters that take two septets', '[web]', 'GSM-7', 7, 160, 1],
  ['a full segment', 'a'.repeat(160), 'GSM-7', 160, 160, 1],
  ['one too many', 'a'.repeat(161), 'GSM-7', 161, 160, 2],
  ['three segments', 'a'.repeat(307), 'GSM-7', 307, 160, 3],
  ['a character outside of GSM-7', 'web → down', 'UCS-2', 10, 70, 1],
  ['a long text outside of GSM-7', '→'.repeat(71), 'UCS-2', 71, 70, 2],
] as const)('measureSms() counts %s', (_, text, encoding, used, limit, segments) => {
  expect(measureSms(text)).toEqual({ encoding, used, limit, segments });
});
