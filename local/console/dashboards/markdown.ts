import { type Span, safeHref } from '../text/spans.ts';

/** The blocks of Markdown that a text widget may use; everything else is shown as a paragraph. */
export type MarkdownBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Span[])[];
      readonly rows: readonly (readonly (readonly Span[])[])[];
    }
  | { readonly kind: 'rule' };

const bullet = /^\s*[-*+]\s+(.*)$/;
const numbered = /^\s*\d+[.)]\s+(.*)$/;
const tableRow = /^\s*\|(.+)\|\s*$/;
const tableLine = /^\s*\|(\s*:?-+:?\s*\|)+\s*$/;

/** Reads headings, paragraphs, lists, tables and rules. HTML is text: it is escaped by being drawn as text. */
export function parseMarkdown(markdown: string): readonly MarkdownBlock[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: MarkdownBlock[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const [block, used] = readBlock(line, lines.slice(index));
    if (block) blocks.push(block);
    index += used;
  }
  return blocks;
}

type Read = readonly [block: MarkdownBlock | undefined, usedLines: number];

function readBlock(line: string, rest: readonly string[]): Read {
  if (line.trim() === '') return [undefined, 1];
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return [{ kind: 'heading', level: heading[1]?.length ?? 1, spans: parseInline(heading[2] ?? '') }, 1];
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return [{ kind: 'rule' }, 1];
  if (tableRow.test(line) && tableLine.test(rest[1] ?? '')) return readTable(rest);
  for (const [pattern, ordered] of [
    [bullet, false],
    [numbered, true],
  ] as const) {
    if (!pattern.test(line)) continue;
    const items = takeWhile(rest, (one) => pattern.test(one));
    return [
      { kind: 'list', ordered, items: items.map((item) => parseInline(pattern.exec(item)?.[1] ?? '')) },
      items.length,
    ];
  }
  const text = [line, ...takeWhile(rest.slice(1), isPlain)];
  return [{ kind: 'paragraph', spans: parseInline(text.join(' ')) }, text.length];
}

function readTable(rest: readonly string[]): Read {
  const lines = takeWhile(rest, (line) => tableRow.test(line));
  const [head = [], , ...rows] = lines.map((line) =>
    (tableRow.exec(line)?.[1] ?? '').split('|').map((cell) => parseInline(cell.trim())),
  );
  return [{ kind: 'table', head, rows }, lines.length];
}

function isPlain(line: string): boolean {
  return (
    line.trim() !== '' && !/^#{1,6}\s/.test(line) && !bullet.test(line) && !numbered.test(line) && !tableRow.test(line)
  );
}

function takeWhile(lines: readonly string[], holds: (line: string) => boolean): readonly string[] {
  const end = lines.findIndex((line) => !holds(line));
  return end < 0 ? lines : lines.slice(0, end);
}

const inline =
  /`(?<code>[^`]+)`|\[(?<label>[^\]]*)\]\((?<address>[^)\s]+)\)|\*\*(?<bold>[^*]+)\*\*|(?<![\p{L}\p{N}*_])(?<mark>[*_])(?=\S)(?<italic>[^*_]*?\S)\k<mark>(?![\p{L}\p{N}*_])/gu;

function parseInline(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > from) spans.push({ kind: 'text', text: text.slice(from, match.index) });
    spans.push(spanOf(match.groups ?? {}));
    from = match.index + match[0].length;
  }
  if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) });
  return spans;
}

function spanOf({ code, label = '', address, bold, italic }: Readonly<Record<string, string | undefined>>): Span {
  if (code !== undefined) return { kind: 'code', text: code };
  if (bold !== undefined) return { kind: 'bold', spans: parseInline(bold) };
  if (italic !== undefined) return { kind: 'italic', spans: parseInline(italic) };
  const href = safeHref(address ?? '');
  return href === undefined ? { kind: 'text', text: label } : { kind: 'link', href, text: label };
}
