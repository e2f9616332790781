import type { AlertLink, AlertMessage } from '../alerting/alert-message.ts';
import { redactText } from '../redaction/redact-text.ts';
import { shorten } from './shorten.ts';

/** UTF-16 units of one field. A message of the longest fields stays far below the 256 KiB of SNS. */
const mostOfField = 1_000;
const mostFacts = 12;
const mostOfLink = 2_000;

/**
 * The message as channels may show it: one line per field, no control characters, no bidirectional overrides, no
 * credentials, bounded lengths, and links that are http or https addresses. Every channel composes from this.
 */
export function cleanMessage(message: AlertMessage): AlertMessage {
  return {
    key: cleanText(message.key),
    status: message.status,
    severity: message.severity,
    service: cleanText(message.service),
    environment: cleanText(message.environment),
    title: cleanText(message.title),
    headline: cleanText(message.headline),
    reason: cleanText(message.reason),
    ...(message.expected === undefined ? {} : { expected: cleanText(message.expected) }),
    ...(message.actual === undefined ? {} : { actual: cleanText(message.actual) }),
    rule: cleanText(message.rule),
    meaning: cleanText(message.meaning),
    facts: message.facts
      .slice(0, mostFacts)
      .map(({ label, value }) => ({ label: cleanText(label), value: cleanText(value) })),
    links: message.links.flatMap(cleanLink),
    alarmName: cleanText(message.alarmName),
    changedAtMs: message.changedAtMs,
    ...(message.sinceMs === undefined ? {} : { sinceMs: message.sinceMs }),
    timeZone: message.timeZone,
  };
}

function cleanText(text: string): string {
  // Invisible characters go first: inside a token they would hide it from the redaction.
  const visible = text.toWellFormed().replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '');
  const oneLine = redactText(visible).replace(/[\p{Cc}\s]+/gu, ' ');
  return shorten(oneLine.trim(), mostOfField);
}

function cleanLink({ label, url }: AlertLink): readonly AlertLink[] {
  const text = redactText(url);
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return [];
  const { href } = new URL(text);
  return href.length <= mostOfLink ? [{ label, url: href }] : [];
}
