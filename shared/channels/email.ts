import * as z from 'zod/mini';
import { endSentence } from '../alerting/end-sentence.ts';
import type { AlertMessage } from '../model/alert-message.ts';
import type { ChannelKind } from './channel.ts';
import { emailField } from './contact-fields.ts';
import { plainNeeds } from './plain-needs.ts';
import { shorten } from './shorten.ts';
import { transliterate } from './transliterate.ts';
import { drillNotice, itemsTitle, stepsTitle } from './wording.ts';

const fields = { to: z.array(emailField('oncall@shop.example')).check(z.minLength(1)) };

/** API_Publish, `Subject`: "less than 100 characters long". ASCII, because not every mail client decodes what SNS encodes. */
const mostOfSubject = 99;

/** A longer label pushes its own value aside, not the whole column. */
const mostOfLabel = 16;

/** Email through an SNS topic of the channel's own. */
export const email: ChannelKind<'email', typeof fields> = {
  kind: 'email',
  fields,
  isNative: true,
  subscriptions: ({ to }) => to.map((address) => ({ protocol: 'email', address })),
  endsWithPerson: true,
  hearsAcknowledgements: false,
  needs: plainNeeds,
  compose: (message) => ({ via: 'topic', subject: composeSubject(message), message: composeBody(message) }),
  test: () => ({ how: 'subscriptions' }),
};

function composeSubject({ headline }: AlertMessage): string {
  return shorten(
    transliterate(headline, (character) => /^[\x20-\x7e]$/.test(character)),
    mostOfSubject,
  );
}

/** Plain text in paragraphs. Lines are not wrapped: a phone wraps them where its own screen ends. */
function composeBody(message: AlertMessage): string {
  const { headline, reason, expected = '', actual = '', rule, facts, meaning, links, alarmName, isDrill } = message;
  const verdict = [
    { label: 'Expected', value: expected },
    { label: 'Actual', value: actual },
    { label: 'Rule', value: rule },
  ];
  const paragraphs = [
    headline,
    isDrill === true ? drillNotice : '',
    endSentence(reason),
    alignRows(verdict),
    endSentence(meaning),
    listItems(message),
    listSteps(message),
    alignRows(links.map(({ label, url }) => ({ label, value: url }))),
    alignRows([...facts, { label: 'Owner', value: message.owner ?? '' }, { label: 'Alarm name', value: alarmName }]),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

function listItems({ items = [], status }: AlertMessage): string {
  return items.length === 0 ? '' : [`${itemsTitle({ status })}:`, ...items.map((item) => `- ${item}`)].join('\n');
}

/** A command has a line of its own, so that it can be copied as a whole. */
function listSteps({ runbookSteps = [] }: AlertMessage): string {
  if (runbookSteps.length === 0) return '';
  const steps = runbookSteps.map(
    ({ text, run }, index) => `${index + 1}. ${text}${run === undefined ? '' : `\n   ${run}`}`,
  );
  return [`${stepsTitle}:`, ...steps].join('\n');
}

function alignRows(rows: AlertMessage['facts']): string {
  const filled = rows.filter(({ value }) => value !== '');
  const width = Math.min(mostOfLabel, Math.max(...filled.map(({ label }) => label.length)));
  return filled.map(({ label, value }) => `${label.padEnd(width)}  ${value}`).join('\n');
}
