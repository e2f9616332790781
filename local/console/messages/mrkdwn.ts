import { type Span, safeHref } from '../text/spans.ts';

/** Emoji that monitoring messages use; others stay as written. */
const emoji: Readonly<Record<string, string>> = {
  red_circle: '🔴',
  large_orange_circle: '🟠',
  large_yellow_circle: '🟡',
  large_green_circle: '🟢',
  large_blue_circle: '🔵',
  white_check_mark: '✅',
  warning: '⚠️',
  rotating_light: '🚨',
  information_source: 'ℹ️',
};

const inline =
  /```(?<block>[\s\S]+?)```|`(?<code>[^`\n]+)`|<(?<angle>[^<>\n]+)>|(?<![\p{L}\p{N}])(?<mark>[*_~])(?=\S)(?<marked>[^\n]*?\S)\k<mark>(?![\p{L}\p{N}])|:(?<emoji>[a-z0-9_+-]+):|(?<newline>\n)/gu;

/** Reads Slack's mrkdwn: `*bold*`, `_italic_`, `~strike~`, code, quotes, `<url|text>`, mentions and a few emoji. */
export function parseMrkdwn(text: string): readonly Span[] {
  const spans: Span[] = [];
  const quoted: string[] = [];
  const flush = (): void => {
    if (quoted.length > 0) spans.push({ kind: 'quote', spans: parseInline(quoted.splice(0).join('\n')) });
  };
  for (const piece of text.split(/(?<=\n)/)) {
    const quote = /^(?:>|&gt;) ?(.*)/s.exec(piece);
    if (quote) {
      quoted.push((quote[1] ?? '').replace(/\n$/, ''));
    } else {
      flush();
      spans.push({ kind: 'text', text: piece });
    }
  }
  flush();
  return mergeText(spans).flatMap((span) => (span.kind === 'text' ? parseInline(span.text) : [span]));
}

function mergeText(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (span.kind === 'text' && last?.kind === 'text')
      merged[merged.length - 1] = { kind: 'text', text: last.text + span.text };
    else merged.push(span);
  }
  return merged;
}

function parseInline(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  const pushText = (to: number): void => {
    if (to > from) spans.push({ kind: 'text', text: unescapeEntities(text.slice(from, to)) });
  };
  for (const match of text.matchAll(inline)) {
    pushText(match.index);
    spans.push(spanOf(match.groups ?? {}, match[0]));
    from = match.index + match[0].length;
  }
  pushText(text.length);
  return spans;
}

function spanOf(groups: Readonly<Record<string, string | undefined>>, whole: string): Span {
  const { block, code, angle, mark, marked } = groups;
  if (block !== undefined) return { kind: 'code-block', text: unescapeEntities(block.replace(/^\n|\n$/g, '')) };
  if (code !== undefined) return { kind: 'code', text: unescapeEntities(code) };
  if (angle !== undefined) return angleSpan(angle);
  if (mark !== undefined && marked !== undefined) {
    const kind = mark === '*' ? 'bold' : mark === '_' ? 'italic' : 'strike';
    return { kind, spans: parseInline(marked) };
  }
  if (groups.newline !== undefined) return { kind: 'break' };
  return { kind: 'text', text: emoji[groups.emoji ?? ''] ?? whole };
}

/** `<https://...|text>`, `<!here>`, `<!date^...|fallback>`, `<@U123>`, `<#C123|name>`. */
function angleSpan(angle: string): Span {
  const [target = '', label] = angle.split('|', 2);
  const text = label === undefined ? undefined : unescapeEntities(label);
  if (target.startsWith('!')) return { kind: 'text', text: text ?? `@${target.slice(1)}` };
  if (target.startsWith('@') || target.startsWith('#'))
    return { kind: 'text', text: `${target.charAt(0)}${text ?? target.slice(1)}` };
  const address = unescapeEntities(target);
  const href = safeHref(address);
  return href === undefined ? { kind: 'text', text: text ?? address } : { kind: 'link', href, text: text ?? address };
}

function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
