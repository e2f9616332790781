import { shorten } from './shorten.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A text that Slack shows as it is, at most `most` characters once escaped: no links, no mentions such as `<!channel>`
 * (https://docs.slack.dev/messaging/formatting-message-text, "Escaping text").
 */
export function slackText(text: string, most: number): string {
  return escapeText(shorten(text, most, (part) => escapeText(part).length));
}

/** Links side by side, as many as `most` characters hold, the first ones first. */
export function slackLinks(links: readonly { readonly label: string; readonly url: string }[], most: number): string {
  return links.map(slackLink).reduce((line, link) => {
    const longer = line === '' ? link : `${line}  |  ${link}`;
    return longer.length <= most ? longer : line;
  }, '');
}

/** A command as code, whole; as plain text where it would end its own mark. */
export function slackCode(command: string): string {
  if (/^`|```|`$/.test(command)) return escapeText(command);
  const mark = command.includes('`') ? '```' : '`';
  return `${mark}${escapeText(command)}${mark}`;
}

/** A title and as many whole lines as `most` characters hold; what has no room is counted. */
export function slackList(title: string, lines: readonly string[], most: number): string {
  const room = most - `\nand ${lines.length} more`.length;
  let list = title;
  for (const [index, line] of lines.entries()) {
    const longer = `${list}\n${line}`;
    if (longer.length > room) return `${list}\nand ${lines.length - index} more`;
    list = longer;
  }
  return list;
}

function slackLink({ label, url }: { readonly label: string; readonly url: string }): string {
  const target = url.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return `<${escapeText(target)}|${escapeText(label)}>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}
