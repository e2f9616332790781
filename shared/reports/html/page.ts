import { endSentence } from '../../alerting/end-sentence.ts';
import type { Gist } from '../summarize.ts';
import { type Content, html, type Markup, writeMarkup } from './markup.ts';
import { documentStyle } from './style.ts';

/** The frame of a document. */
export interface Page {
  readonly title: string;
  /** The line below the title: what it covers. */
  readonly subtitle: string;
  readonly gists: readonly Gist[];
  readonly body: Content;
  readonly footer: string;
}

/**
 * A whole HTML document that loads nothing and runs nothing. Its own policy forbids both, so that even markup that came in by
 * a mistake of ours would stay dead.
 */
export function page({ title, subtitle, gists, body, footer }: Page): string {
  const pills = gists.map(({ tone, text }) => html`<li class="pill tone-${tone}">${text}</li>`);
  return writeMarkup(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${documentStyle}</style>
</head>
<body><main>
<header>
<h1>${title}</h1>
<p class="muted">${subtitle}</p>
${pills.length === 0 ? '' : html`<ul class="gists">${pills}</ul>`}
</header>
${body}
<footer>${footer}</footer>
</main></body>
</html>
`);
}

/** One part with its heading. */
export function card(title: string, body: Content): Markup {
  return html`<section class="card">\n<h2>${title}</h2>\n${body}</section>\n`;
}

/** Sentences on what could not be read. */
export function problemNotes(problems: readonly string[]): readonly Markup[] {
  return problems.map((problem) => html`<p class="problem">${endSentence(problem)}</p>\n`);
}
