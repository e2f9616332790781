import { styleText } from 'node:util';

/** Writes a line for people or programs that read the answer. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line about the work itself (progress, problems): never part of the answer. */
export function printAside(line: string): void {
  process.stderr.write(`${line}\n`);
}

type Style = Parameters<typeof styleText>[0];

/** Styles a text for standard output; plain where that is no terminal or `NO_COLOR` is set. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}
