import { endSentence } from '../../shared/alerting/end-sentence.ts';
import { type Content, html, writeMarkup } from '../../shared/reports/html/markup.ts';
import { pageStyle } from './page-style.ts';

/** A whole document that loads and runs nothing; its policy comes with the headers of the answer. */
export function writePage(title: string, body: Content): string {
  return writeMarkup(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`);
}

/** A page that only says why there is nothing to see or do, and what to do instead. */
export function refusalPage(heading: string, sentences: readonly string[]): string {
  const paragraphs = sentences.map((sentence) => html`<p>${endSentence(sentence)}</p>\n`);
  return writePage(heading, html`<h1>${heading}</h1>\n${paragraphs}`);
}
