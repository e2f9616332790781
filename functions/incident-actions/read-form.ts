import { durationMs } from '../../shared/model/duration.ts';
import type { IncidentAction } from '../../shared/model/incident-action.ts';

/** The lengths of silence that a form offers. */
export const silenceLengths = {
  '30m': '30 minutes',
  '1h': '1 hour',
  '4h': '4 hours',
  '1d': '1 day',
} as const;

/** The most characters of each field that somebody writes into; the rest is cut. */
export const mostCharacters = { name: 60, note: 500, reason: 500 } as const;

/** What somebody wrote into a form, cleaned; kept so that it is not lost where the form is refused. */
export interface Typed {
  readonly action: string;
  readonly name: string;
  readonly note: string;
  readonly reason: string;
  readonly silenceFor: string;
  readonly falseAlarm: boolean;
}

/** A posted form: its token, what was written, and the action; or one sentence on what is missing. */
export interface PostedForm {
  readonly token: string;
  readonly typed: Typed;
  readonly asked:
    | { readonly ok: true; readonly action: IncidentAction }
    | { readonly ok: false; readonly problem: string };
}

/** Reads a form-urlencoded body. `nowMs` is what silences count from. */
export function readForm(body: string, nowMs: number): PostedForm {
  const fields = new URLSearchParams(body);
  const typed: Typed = {
    action: fields.get('action') ?? '',
    name: cleanWords(fields.get('name'), mostCharacters.name),
    note: cleanWords(fields.get('note'), mostCharacters.note),
    reason: cleanWords(fields.get('reason'), mostCharacters.reason),
    silenceFor: fields.get('for') ?? '',
    falseAlarm: fields.get('false-alarm') === 'yes',
  };
  return { token: fields.get('form') ?? '', typed, asked: readAction(typed, nowMs) };
}

/** Who acts: the person whose contact the link was sent to, or the name that was given, which nobody has checked. */
export function nameActor(
  { name }: Pick<Typed, 'name'>,
  { sentTo, names }: { readonly sentTo: string; readonly names: Readonly<Record<string, string>> },
): string {
  if (name !== '') return `${name} (by a link sent to ${sentTo})`;
  return (Object.hasOwn(names, sentTo) ? names[sentTo] : undefined) ?? sentTo;
}

function readAction({ action, note, reason, silenceFor, falseAlarm }: Typed, nowMs: number): PostedForm['asked'] {
  switch (action) {
    case 'acknowledge':
      return { ok: true, action: { action, ...(note === '' ? {} : { note }) } };
    case 'resolve': {
      const why = { ...(reason === '' ? {} : { reason }), ...(falseAlarm ? { falseAlarm } : {}) } as const;
      return { ok: true, action: { action, ...why } };
    }
    case 'silence':
      if (!Object.hasOwn(silenceLengths, silenceFor))
        return { ok: false, problem: 'Cannot silence: no length was chosen, must be one of those offered' };
      if (reason === '') return { ok: false, problem: 'Cannot silence: no reason was given, must be one' };
      return { ok: true, action: { action, reason, untilMs: nowMs + durationMs(silenceFor) } };
    default:
      return { ok: false, problem: 'Cannot tell what to do: no button was named, must be one of those of the page' };
  }
}

/** One line without invisible characters: it is shown to others, in channels that give some of them a meaning. */
function cleanWords(text: string | null, most: number): string {
  const line = (text ?? '')
    .toWellFormed()
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return [...line].slice(0, most).join('');
}
