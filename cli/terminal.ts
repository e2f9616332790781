import { styleText } from 'node:util';

/** Writes a line for people or programs that read the answer. */
export function print(line: string): void {
  process.stdout.write(`${tame(line)}\n`);
}

/** Writes a line about the work itself (progress, problems): never part of the answer. */
export function printAside(line: string): void {
  process.stderr.write(`${tame(line)}\n`);
}

type Style = Parameters<typeof styleText>[0];

/** Styles a text for standard output; plain where that is no terminal or `NO_COLOR` is set. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

const escapeCharacter = '\u001b';

/**
 * Databases and servers are quoted word for word, and could move the cursor, clear the screen or retitle the window: of all
 * control characters only breaks, tabs and styles (ECMA-48, SGR) are left.
 */
export function tame(text: string): string {
  return text.replace(/\p{Cc}(\[[\d;]*m)?/gu, (found, style: string | undefined) => {
    const [control = ''] = found;
    const isHarmless = control === '\n' || control === '\t' || (control === escapeCharacter && style !== undefined);
    return isHarmless ? found : `\ufffd${style ?? ''}`;
  });
}
