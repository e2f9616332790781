import type { AlertMessage } from '../../shared/model/alert-message.ts';
import { sampleAlert } from './alert-samples.ts';

/** Text as a clumsy service might write it, and what of it must never be shown. Built in parts, so that no scanner mistakes this file. */
const leaks = [
  { what: 'a chat token', text: `posted with ${'xox'}b-1234567890-abcdefghijkl`, secret: '1234567890-abcdefghijkl' },
  { what: 'an AWS access key', text: `key ${'AK'}IAIOSFODNN7EXAMPLE is denied`, secret: 'IAIOSFODNN7EXAMPLE' },
  {
    what: 'a password in an address',
    text: 'cannot reach https://admin:hunter2secret@db.shop.example/orders',
    secret: 'hunter2secret',
  },
  {
    what: 'a token in a query',
    text: 'GET https://shop.example/api?page=2&access_token=Zm9vYmFyYmF6 failed',
    secret: 'Zm9vYmFyYmF6',
  },
  {
    what: 'a signature in a query',
    text: 'https://files.shop.example/a.pdf?X-Amz-Signature=0a1b2c3d4e5f&x=1',
    secret: '0a1b2c3d4e5f',
  },
  { what: 'a bearer value', text: 'sent Authorization: Bearer q1w2e3r4t5y6u7i8', secret: 'q1w2e3r4t5y6u7i8' },
  { what: 'a basic value', text: 'with Basic YWRtaW46aHVudGVyMg==', secret: 'YWRtaW46aHVudGVyMg' },
  {
    what: 'a web token',
    text: `got ${'eyJ'}hbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJlc2ln`,
    secret: 'eyJzdWIiOiJhZG1pbiJ9',
  },
  {
    what: 'a payment key',
    text: `charged with ${'sk_'}live_4eC39HqLyjWDarjtT1zdp7dc`,
    secret: '4eC39HqLyjWDarjtT1zdp7dc',
  },
  { what: 'a password in JSON', text: 'body {"user":"ann","password":"s3cr3t-pw"}', secret: 's3cr3t-pw' },
  { what: 'a session cookie', text: 'set-cookie: sid=9f8e7d6c5b4a', secret: '9f8e7d6c5b4a' },
  {
    what: 'a private key',
    text: `-----BEGIN ${'RSA PRIVATE'} KEY-----\nMIIEpAIBAAKC\n-----END`,
    secret: 'MIIEpAIBAAKC',
  },
  { what: 'a chat webhook', text: `https://hooks.slack.${'com'}/services/T0AAAA/B0BBBB/c1d2e3f4`, secret: 'c1d2e3f4' },
  {
    what: 'a token cut by an invisible character',
    text: `key AK\u200BIAIOSFODNN7EXAMPLE`,
    secret: 'IAIOSFODNN7EXAMPLE',
  },
] as const;

/** A message whose every text holds a leak, and as links where the leak is an address. */
function alertSaying(text: string): AlertMessage {
  const alert = sampleAlert();
  return {
    ...alert,
    ...{
      title: text,
      headline: text,
      reason: text,
      expected: text,
      actual: text,
      rule: text,
      meaning: text,
      alarmName: text,
      note: text,
      owner: text,
    },
    items: [text],
    mentions: [text],
    runbookSteps: [{ text, run: text }],
    facts: [{ label: text, value: text }],
    links: [
      { label: 'Runbook', url: text },
      { label: 'Dashboard', url: `https://wiki.shop.example/?token=${encodeURIComponent(text)}` },
    ],
  };
}

/** Alerts full of credentials, each with the parts that must not come out. */
export const leakyAlerts = leaks.map(({ what, text, secret }) => ({
  what,
  message: alertSaying(text),
  secrets: [secret],
}));
