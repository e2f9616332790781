import { endSentence } from '../alerting/end-sentence.ts';
import { shorten } from '../channels/shorten.ts';
import { transliterate } from '../channels/transliterate.ts';
import type { ReportLink } from '../ports/report-store.ts';
import { describeLink } from './describe-link.ts';
import { describePeriod } from './format-values.ts';
import { partLines, partTitles } from './part-lines.ts';
import type { Report } from './report-model.ts';
import { summarize } from './summarize.ts';

/** A report as an email through SNS. */
export interface ReportText {
  readonly subject: string;
  readonly body: string;
}

/** API_Publish, `Subject`: ASCII, "less than 100 characters long". */
const mostOfSubject = 99;

/** API_Publish, `Message`: 262,144 bytes with its attributes; some are left for those. */
const mostOfBodyBytes = 250_000;

/**
 * A report as plain text. Lines hold one fact and are not wrapped, because a phone wraps them where its screen ends; what is
 * too long for a message is in the document that the link leads to.
 */
export function renderText(report: Report, link: ReportLink | undefined): ReportText {
  const { title, service, environment, timeZone, parts } = report;
  const gists = summarize(report).map(({ text }) => text);
  const period = describePeriod(report);
  const head = [`${title}: ${service}, ${environment}`, `${period} (${timeZone})`].join('\n');
  const paragraphs = [
    head,
    endSentence(capitalise(gists.join(', '))),
    ...(link === undefined ? [] : [describeLink(link, report)]),
    ...parts.map((part) => {
      const lines = [...part.problems.map((problem) => `! ${endSentence(problem)}`), ...partLines(part, report)];
      return [partTitles[part.kind].toUpperCase(), ...lines].join('\n');
    }),
  ];
  return {
    subject: writeSubject(`[${service} ${environment}] ${title}: ${gists.join(', ')}`),
    body: fitBytes(`${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`, mostOfBodyBytes),
  };
}

function writeSubject(text: string): string {
  return shorten(transliterate(text, (character) => /^[\x20-\x7e]$/.test(character)).trim(), mostOfSubject);
}

function capitalise(text: string): string {
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}`;
}

const cutNote = '\n\n... the rest did not fit into a message.\n';

/** A text of at most so many bytes of UTF-8, cut between lines. */
function fitBytes(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  const kept = Buffer.from(text)
    .subarray(0, mostBytes - cutNote.length)
    .toString();
  return `${kept.slice(0, Math.max(0, kept.lastIndexOf('\n')))}${cutNote}`;
}
