import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactText } from '../../../shared/redaction/redact-text.ts';

describe('redactText()', () => {
  it.each([
    'Expected status 200, got 503',
    'Basic authentication is required',
    'The bearer of bad news',
    'commit 3f786850e387550fdab836ed7e6dc881de23001b',
    'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-prod/endpoint/web/down',
    'https://wiki.shop.example/Runbooks/2026/WebShopIsDownAndWhatToDoAboutIt',
    'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards/dashboard/shop-prod-overview',
    'Cannot read secret "slack/engineering": there is none',
    'mail to oncall@shop.example',
    'Threshold Crossed: 2 out of the last 2 datapoints [1.0 (13/01/26 13:02:00)] were greater than the threshold (1.0)',
  ])('leaves %j alone', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it.each([
    ['https://ann:pw@db.shop.example/x', 'https://db.shop.example/x'],
    ['postgres://user:p%40ss@192.0.2.7:5432/shop', 'postgres://192.0.2.7:5432/shop'],
    ['https://shop.example/?page=2&api_key=abcdef&x=1', 'https://shop.example/?page=2&api_key=***&x=1'],
    ['Authorization: Bearer abc.def, next', 'Authorization: ***, next'],
    ['authorization=Basic dXNlcjpwdw==', 'authorization=***'],
    ['{"client_secret": "abc", "page": 2}', '{"client_secret": "***", "page": 2}'],
    ['DB_PASSWORD=hunter2 started', 'DB_PASSWORD=*** started'],
    ['Cookie: a=1; b=2', 'Cookie: ***'],
    ['token wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYa9', 'token ***'],
  ])('makes of %j %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    const pieces = fc.constantFrom(
      'token=',
      'a',
      ':',
      '//',
      '@',
      '?',
      '&',
      ' ',
      '"',
      'Bearer ',
      'password',
      '=',
      'xyz9',
      '***',
      '-----BEGIN PRIVATE KEY-----',
      '-',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const once = redactText(parts.join(''));
        expect(redactText(once)).toBe(once);
      }),
    );
  });

  it.each([
    ['letters', 'a'],
    ['dotted words', 'a.'],
    ['query parameters', '&token'],
    ['schemes', 'a://'],
    ['bearers', 'Bearer '],
    ['spaces', ' '],
    ['keys', '-----BEGIN PRIVATE KEY'],
    ['cookies', 'cookie:'],
    ['capitals', 'Aa1+'],
  ])('reads 256 KiB of %s in a moment', (_what, unit) => {
    const text = unit.repeat(Math.ceil(262_144 / unit.length));
    const cpuMs = () => process.cpuUsage().user / 1_000;
    const before = cpuMs();
    redactText(text);
    // Far above what linear time needs, far below what quadratic time would.
    expect(cpuMs() - before).toBeLessThan(3_000);
  });
});
