import { describe, expect, it } from 'vitest';
import { tokenizeJson } from '../../../../local/console/messages/json-tokens.ts';

describe('tokenizeJson()', () => {
  it('tells keys, strings, numbers and words apart', () => {
    const kinds = tokenizeJson('{"key":"value","n":-1.5e3,"ok":true,"none":null}').filter(
      ({ kind }) => kind !== 'space',
    );
    expect(kinds.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'key "key"',
      'string "value"',
      'key "n"',
      'number -1500',
      'key "ok"',
      'word true',
      'key "none"',
      'word null',
    ]);
  });

  it.each(['{"a":"quote \\" and: colon","b":[1,{"c":"\\\\"}],"d":{},"e":"true 1"}', '[]', '"text"', '-0.5'])(
    'loses nothing of %s',
    (body) => {
      const text = tokenizeJson(body)
        .map((token) => token.text)
        .join('');
      expect(text).toBe(JSON.stringify(JSON.parse(body), undefined, 2));
    },
  );

  it('gives text that is no JSON back as it is', () => {
    expect(tokenizeJson('{"a":')).toEqual([{ kind: 'space', text: '{"a":' }]);
  });
});
