import { drillWord } from '../alerting/headline.ts';
import type { AlertLink, AlertMessage } from '../model/alert-message.ts';
import type { RunbookStep } from '../model/policy.ts';
import { redactText } from '../redaction/redact-text.ts';
import { shorten } from './shorten.ts';

/** UTF-16 units and counts. A message of the longest fields stays below the 256 KiB of SNS, three bytes per unit. */
const mostOfField = 1_000;
const mostOfLabel = 100;
const mostOfItem = 200;
const mostOfStep = 400;
const mostOfCommand = 600;
const mostOfLink = 2_000;
const mostFacts = 20;
const mostItems = 100;
const mostSteps = 20;
const mostLinks = 6;
const mostMentions = 20;

/**
 * The message as channels may show it: one line per field, no control characters, no bidirectional overrides, no
 * credentials, bounded lengths, and links that are http or https addresses. Every channel composes from this.
 */
export function cleanMessage(message: AlertMessage): AlertMessage {
  const known = cleaned.get(message) ?? clean(message);
  cleaned.set(message, known);
  return known;
}

/** Messages never change, and each is asked for more than once: for its channel, for the record of its delivery. */
const cleaned = new WeakMap<AlertMessage, AlertMessage>();

function clean(message: AlertMessage): AlertMessage {
  const { expected, actual, note, owner, items, mentions, runbookSteps, isDrill, sinceMs, toldAtMs } = message;
  return {
    key: cleanText(message.key),
    status: message.status,
    severity: message.severity,
    service: cleanText(message.service),
    environment: cleanText(message.environment),
    title: cleanText(message.title),
    headline: cleanHeadline(message),
    reason: cleanText(message.reason),
    ...(expected === undefined ? {} : { expected: cleanText(expected) }),
    ...(actual === undefined ? {} : { actual: cleanText(actual) }),
    rule: cleanText(message.rule),
    meaning: cleanText(message.meaning),
    facts: message.facts
      .slice(0, mostFacts)
      .map(({ label, value }) => ({ label: cleanText(label, mostOfLabel), value: cleanText(value) })),
    links: message.links.flatMap(cleanLink).slice(0, mostLinks),
    alarmName: cleanText(message.alarmName),
    changedAtMs: message.changedAtMs,
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(toldAtMs === undefined ? {} : { toldAtMs }),
    timeZone: message.timeZone,
    ...(isDrill === undefined ? {} : { isDrill }),
    ...(note === undefined ? {} : { note: cleanText(note) }),
    ...(items === undefined ? {} : { items: cleanItems(items) }),
    ...(mentions === undefined ? {} : { mentions: mentions.filter(isMemberId).slice(0, mostMentions) }),
    ...(runbookSteps === undefined ? {} : { runbookSteps: runbookSteps.slice(0, mostSteps).map(cleanStep) }),
    ...(owner === undefined ? {} : { owner: cleanText(owner) }),
  };
}

function cleanText(text: string, most = mostOfField): string {
  // Invisible characters go first: inside a token they would hide it from the redaction.
  const visible = text.toWellFormed().replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '');
  const oneLine = redactText(visible).replace(/[\p{Cc}\s]+/gu, ' ');
  return shorten(oneLine.trim(), most);
}

/** A drill says so first, whoever wrote its headline. */
function cleanHeadline({ headline, isDrill }: AlertMessage): string {
  const isMarked = isDrill !== true || headline.startsWith(`${drillWord} `);
  return cleanText(isMarked ? headline : `${drillWord} ${headline}`);
}

function cleanLink({ label, url }: AlertLink): readonly AlertLink[] {
  // The signature of our own link is what its reader needs; in any other address it is somebody's secret.
  const text = label === 'Acknowledge' ? url : redactText(url);
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return [];
  const { href } = new URL(text);
  return href.length <= mostOfLink ? [{ label, url: href }] : [];
}

function cleanItems(items: readonly string[]): readonly string[] {
  return items
    .map((item) => cleanText(item, mostOfItem))
    .filter((item) => item !== '')
    .slice(0, mostItems);
}

/** A member id of Slack; anything else could be another control sequence. */
function isMemberId(id: string): boolean {
  return /^[UW][A-Z0-9]{1,20}$/.test(id);
}

const seeRunbook = ' (its command is in the runbook)';

/** A command is shown as it is or not at all: half a command, or one whose lines were joined, does something else. */
function cleanStep({ text, run }: RunbookStep): RunbookStep {
  if (run === undefined || run === '') return { text: cleanText(text, mostOfStep) };
  if (cleanText(run, mostOfCommand) === run) return { text: cleanText(text, mostOfStep), run };
  return { text: `${cleanText(text, mostOfStep - seeRunbook.length)}${seeRunbook}`.trim() };
}
