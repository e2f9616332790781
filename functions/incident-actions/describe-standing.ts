import { type Incident, type IncidentStatus, statusOf } from '../../shared/model/incident.ts';
import { type Here, tellMoment, tellTime } from './tell-moment.ts';

/** How an incident stands, for somebody who has just opened its page. */
export interface Standing {
  readonly tone: 'ok' | 'warning' | 'critical' | 'info';
  readonly word: string;
  readonly sentence: string;
}

interface StatusText {
  readonly tone: Standing['tone'];
  readonly word: string;
  readonly say: (incident: Incident, here: Here) => string;
}

const nobodyYet = 'Nobody has acknowledged it yet.';

const statusTexts = {
  held: { tone: 'info', word: 'Held', say: () => 'Nobody has been called for it yet; it waits to be told.' },
  open: { tone: 'critical', word: 'Open', say: () => nobodyYet },
  acknowledged: { tone: 'warning', word: 'Acknowledged', say: sayAcknowledged },
  silenced: { tone: 'warning', word: 'Silenced', say: saySilenced },
  flapping: {
    tone: 'critical',
    word: 'Flapping',
    say: ({ flaps }) => `It went away and came back ${flaps} times. ${nobodyYet}`,
  },
  recovering: {
    tone: 'warning',
    word: 'Recovering',
    say: ({ recoveringSinceMs = 0 }, here) =>
      `The alarm is OK since ${tellMoment(recoveringSinceMs, here)}. It ends by itself if it stays so.`,
  },
  resolved: { tone: 'ok', word: 'Over', say: sayResolved },
} as const satisfies Record<IncidentStatus, StatusText>;

/** The word and the sentence for an incident at a moment. */
export function describeStanding(incident: Incident, here: Here): Standing {
  const { tone, word, say }: StatusText = statusTexts[statusOf(incident, here.nowMs)];
  return { tone, word, sentence: say(incident, here) };
}

/** A person's own words behind a sentence, where there are any. */
const quote = (words: string | undefined): string => (words === undefined || words === '' ? '' : `: “${words}”`);

function sayAcknowledged({ acknowledged }: Incident, here: Here): string {
  if (acknowledged === undefined) return '';
  const { by, atMs, note } = acknowledged;
  return `Acknowledged by ${by} at ${tellMoment(atMs, here)}${quote(note)}`;
}

function saySilenced(incident: Incident, here: Here): string {
  if (incident.silenced === undefined) return '';
  const { by, reason, untilMs } = incident.silenced;
  const acknowledged = incident.acknowledged === undefined ? nobodyYet : sayAcknowledged(incident, here);
  return `Silenced until ${tellTime(untilMs, here)} by ${by}${quote(reason)}. ${acknowledged}`;
}

function sayResolved({ resolved }: Incident, here: Here): string {
  if (resolved === undefined) return '';
  const { atMs, okSinceMs, by, reason, falseAlarm } = resolved;
  if (by === undefined) return `The alarm is OK since ${tellMoment(okSinceMs, here)}.`;
  const asWhat = falseAlarm === true ? ' as a false alarm' : '';
  return `Resolved${asWhat} by ${by} at ${tellMoment(atMs, here)}${quote(reason)}`;
}
