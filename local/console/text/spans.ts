/** Formatted text as data: what Slack's mrkdwn and a dashboard's Markdown are read into, and one view draws. */
export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'code' | 'code-block'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly text: string }
  | { readonly kind: 'break' };

/** The address where it may be linked to (http, https, mailto), otherwise undefined: text of others never becomes a script. */
export function safeHref(address: string): string | undefined {
  return /^(https?:\/\/|mailto:)[^\s]+$/i.test(address) ? address : undefined;
}

/** Plain text with its web addresses as links, as mail programs show it; closing punctuation stays outside. */
export function linkAddresses(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]/g)) {
    if (match.index > from) spans.push({ kind: 'text', text: text.slice(from, match.index) });
    spans.push({ kind: 'link', href: match[0], text: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) });
  return spans;
}
