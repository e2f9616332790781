/** How much of a page is looked at: an excerpt needs its beginning, and the page may be hostile. */
const windowCharacters = 65_536;

/** Elements whose content no visitor reads. */
const unread = ['script', 'style', 'template', 'noscript'] as const;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** What a visitor would read of an HTML page: its text without markup. A text that is not a page comes back as it is. */
export function visibleText(text: string): string {
  if (!/^\s*<(!doctype html|html|head|body)\b/i.test(text)) return text;
  const page = text.slice(0, windowCharacters);
  const lower = page.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  while (at < page.length) {
    const open = page.indexOf('<', at);
    parts.push(page.slice(at, open < 0 ? page.length : open), ' ');
    if (open < 0) break;
    at = endOfMarkup(lower, open);
  }
  return parts.join('').replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '');
}

/** Where reading goes on after the tag, comment or unread element that begins at `open`. */
function endOfMarkup(lower: string, open: number): number {
  const element = unread.find((name) => lower.startsWith(name, open + 1));
  const end = lower.startsWith('<!--', open) ? '-->' : element === undefined ? '>' : `</${element}>`;
  const found = lower.indexOf(end, open + 1);
  return found < 0 ? lower.length : found + end.length;
}
