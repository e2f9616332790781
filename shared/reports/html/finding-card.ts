import { endSentence } from '../../alerting/end-sentence.ts';
import type { Finding } from '../../model/finding.ts';
import { html, type Markup } from './markup.ts';

/** One finding whole: what is wrong, its culprit, expected and actual, facts, remedy. `seen` says how often, where that is known. */
export function findingCard(finding: Finding, seen?: string): Markup {
  const { severity, title, reason, expected, actual, facts, remedy } = finding;
  const rows = [
    ...(expected === undefined ? [] : [{ label: 'Expected', value: expected }]),
    ...(actual === undefined ? [] : [{ label: 'Actual', value: actual }]),
    ...facts,
    ...(seen === undefined ? [] : [{ label: 'Found', value: seen }]),
  ];
  const list = rows.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`);
  return html`<article class="finding"><span class="pill tone-${severity}">${severity}</span><h4>${title}</h4>
<p>${endSentence(reason)}</p>
${list.length === 0 ? '' : html`<dl class="facts">${list}</dl>\n`}${
  remedy === undefined ? '' : html`<p class="remedy">${endSentence(remedy)}</p>\n`
}</article>\n`;
}
