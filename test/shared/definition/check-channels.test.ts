import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const secretPhone = { kind: 'sms', to: [{ secret: 'phones/duty' }] };

const mistakes: readonly (readonly [string, Change, string, string, string])[] = [
  [
    'a secret number beside others',
    { channels: { duty: { kind: 'sms', to: [{ secret: 'phones/duty' }, '+12025550103'] } } },
    'channels.duty',
    'a number that is a secret stands among others',
    'write a channel of its own for it',
  ],
  [
    'a backstop whose number only our code can read',
    { channels: { duty: secretPhone }, backstop: ['duty'] },
    'backstop.0',
    'the number of "duty" is a secret',
    'the backstop works without our code, which alone reads secrets: write the number',
  ],
  ['a backstop twice', { backstop: ['phone', 'phone'] }, 'backstop.1', '"phone" stands twice', 'write it once'],
  [
    'a backstop that nobody knows',
    { backstop: ['phon'] },
    'backstop.0',
    'no channel is called "phon"',
    'did you mean "phone"?',
  ],
];

describe('checkDefinition() of channels', () => {
  it('accepts a number that is a secret and stands alone', () => {
    expect(problemsOf({ channels: { duty: secretPhone }, policies: { warning: ['duty'] } })).toEqual([]);
  });

  it.each(mistakes)('reports %s', (_, change, path, message, hint) => {
    expect(problemsOf(change)).toEqual([{ path, message, hint }]);
  });
});
