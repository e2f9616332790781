const trusted: unique symbol = Symbol('markup');

/** Text that is HTML already. Only `html` makes it: data that merely looks like it has no such symbol. */
export interface Markup {
  readonly [trusted]: string;
}

/** What may stand in a template: texts and numbers are escaped, markup and lists of it are taken as they are. */
export type Content = Markup | string | number | readonly Content[];

/** A template of HTML in which every value is escaped; values stand in text or in double-quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { [trusted]: parts.reduce((text, part, at) => `${text}${write(values[at - 1] ?? '')}${part}`) };
}

/** The text of a whole document. */
export function writeMarkup(markup: Markup): string {
  return markup[trusted];
}

function write(content: Content): string {
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escapeText(content);
  if (trusted in content) return content[trusted];
  return content.map(write).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that no HTML document may hold, besides those that would be markup. Lone surrogates have no UTF-8. */
function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
