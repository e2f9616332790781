import { describe, expect, it } from 'vitest';
import { redactSecrets, redactUrl } from '../../../shared/probes/redact.ts';

describe('redactUrl()', () => {
  it.each([
    ['leaves a plain address as it is', 'https://shop.example/health', 'https://shop.example/health'],
    ['hides credentials', 'https://user:pass@shop.example/', 'https://shop.example/'],
    ['hides the values of query parameters', 'https://shop.example/?a=1&b=2', 'https://shop.example/?a=...&b=...'],
    ['hides a fragment', 'https://shop.example/#token', 'https://shop.example/'],
    ['keeps the port', 'http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
  ])('%s', (_, url, redacted) => {
    expect(redactUrl(url)).toBe(redacted);
  });
});

describe('redactSecrets()', () => {
  it.each([
    ['as it is', 'got key-123/x+y= back', 'got [hidden] back'],
    ['more than once', 'key-123/x+y= key-123/x+y=', '[hidden] [hidden]'],
    ['as URLs write it', 'to ?key=key-123%2Fx%2By%3D now', 'to ?key=[hidden] now'],
    ['in base64', `Basic ${Buffer.from('key-123/x+y=').toString('base64')}`, 'Basic [hidden]'],
    ['cut off at the end of an excerpt', '"the key is key-123/..."', '"the key is [hidden]..."'],
    ['cut off at the beginning of an excerpt', '"23/x+y= was the key"', '"[hidden] was the key"'],
  ])('hides a secret %s', (_, text, redacted) => {
    expect(redactSecrets(text, ['key-123/x+y='])).toBe(redacted);
  });

  it('hides a secret as JSON writes it', () => {
    expect(redactSecrets('{"password":"a\\"b\\\\c"}', ['a"b\\c'])).toBe('{"password":"[hidden]"}');
  });

  it('hides the longer of two secrets first', () => {
    expect(redactSecrets('abcdefgh abcd', ['abcd', 'abcdefgh'])).toBe('[hidden] [hidden]');
  });

  it('leaves a text alone where there are no secrets', () => {
    expect(redactSecrets('Connection refused', [])).toBe('Connection refused');
    expect(redactSecrets('Connection refused', [''])).toBe('Connection refused');
  });
});
