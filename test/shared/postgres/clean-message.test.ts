import { describe, expect, it } from 'vitest';
import { cleanMessage } from '../../../shared/postgres/clean-message.ts';

const secret = 'p@ss "word"';

describe('cleanMessage()', () => {
  it.each([
    ['as it is', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['inside JSON', JSON.stringify(secret)],
  ])('hides a secret %s', (_, spelling) => {
    const clean = cleanMessage(`refused: ${spelling}.`, [secret]);
    expect(clean).toContain('refused: ');
    expect(clean).not.toContain('word');
  });

  it('hides a secret that holds another one', () => {
    expect(cleanMessage('url is x:abcdef@y', ['abcdef', 'x:abcdef@y'])).toBe('url is ***');
  });

  it('hides what looks like a credential, whoever said it', () => {
    expect(cleanMessage('see postgresql://watch:hunter2@db.example/shop')).not.toContain('hunter2');
  });

  it('takes no empty secret for a text between all characters', () => {
    expect(cleanMessage('fine', [''])).toBe('fine');
  });

  it('is at most 500 characters long', () => {
    expect(cleanMessage('word '.repeat(1_000)).length).toBeLessThanOrEqual(500);
  });
});
