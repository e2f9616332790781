import { describe, expect, it } from 'vitest';
import { tame } from '../../cli/terminal.ts';

describe('tame()', () => {
  it.each([
    ['breaks and tabs', 'one\n\ttwo', 'one\n\ttwo'],
    ['styles', '\u001b[1;31mFAILED\u001b[0m', '\u001b[1;31mFAILED\u001b[0m'],
    ['a break before what looks like a style', '\n[31m', '\n[31m'],
  ])('leaves %s alone', (_, text, expected) => expect(tame(text)).toBe(expected));

  it.each([
    ['clears the screen', 'boom \u001b[2J', 'boom \ufffd[2J'],
    ['retitles the window', '\u001b]0;owned\u0007', '\ufffd]0;owned\ufffd'],
    ['does the same by one character', 'a\u009b2Jb', 'a\ufffd2Jb'],
    ['writes over the line', 'failed\rok', 'failed\ufffdok'],
    ['hides behind a style', '\u0007[31m', '\ufffd[31m'],
  ])('takes the control out of what %s', (_, text, expected) => expect(tame(text)).toBe(expected));
});
