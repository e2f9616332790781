import type { Incident } from '../../shared/model/incident.ts';
import type { IncidentActionName } from '../../shared/model/incident-action.ts';
import { type Content, html, type Markup } from '../../shared/reports/html/markup.ts';
import { mostCharacters, silenceLengths, type Typed } from './read-form.ts';

/** What the forms of a page are made of. */
export interface FormParts {
  /** The token of the hidden field. */
  readonly token: string;
  /** What was written before, where a form was refused. */
  readonly typed?: Typed;
}

const forms = {
  acknowledge: acknowledgeForm,
  resolve: resolveForm,
  silence: silenceForm,
} as const satisfies Record<IncidentActionName, (parts: FormParts) => Markup>;

/** The forms for what can still be done about an incident. They need no script. */
export function actionForms(incident: Incident, parts: FormParts): readonly Markup[] {
  return possibleActions(incident).map((name) => forms[name](parts));
}

/** An acknowledged incident calls nobody any more, so that there is nothing left to silence. */
function possibleActions({ phase, acknowledged }: Incident): readonly IncidentActionName[] {
  if (phase === 'resolved') return [];
  return acknowledged === undefined ? ['acknowledge', 'resolve', 'silence'] : ['resolve'];
}

/** What was written into one form; the others stay empty. */
function typedIn({ typed }: FormParts, action: IncidentActionName): Typed | undefined {
  return typed?.action === action ? typed : undefined;
}

function acknowledgeForm(parts: FormParts): Markup {
  const typed = typedIn(parts, 'acknowledge');
  const isOpen = typed !== undefined && (typed.note !== '' || typed.name !== '');
  return html`<form method="post" class="card">
${hidden(parts)}
<button class="main" name="action" value="acknowledge">Acknowledge</button>
<p class="hint">You take care of it: reminders and further calls stop.</p>
${details(
  'Add a note or your name',
  html`${textField('note', 'acknowledge', { label: 'Note', hint: 'optional', value: typed?.note })}
${nameField('acknowledge', typed)}`,
  { isOpen },
)}
</form>
`;
}

function resolveForm(parts: FormParts): Markup {
  const typed = typedIn(parts, 'resolve');
  const checked = typed?.falseAlarm === true ? html` checked` : '';
  const body = html`<form method="post">
${hidden(parts)}
<p class="hint">Ends the incident now, even while its alarm is still on. Everybody who was told hears of it.</p>
${textField('reason', 'resolve', { label: 'Reason', hint: 'optional', value: typed?.reason })}
<label class="choice check"><input type="checkbox" name="false-alarm" value="yes"${checked}> False alarm: nothing was wrong</label>
${nameField('resolve', typed)}
<button name="action" value="resolve">Resolve</button>
</form>`;
  return details('Resolve', body, { isOpen: typed !== undefined, isCard: true });
}

function silenceForm(parts: FormParts): Markup {
  const typed = typedIn(parts, 'silence');
  const chosen = typed !== undefined && Object.hasOwn(silenceLengths, typed.silenceFor) ? typed.silenceFor : '1h';
  const choices = Object.entries(silenceLengths).map(
    ([length, title]) =>
      html`<label class="choice"><input type="radio" name="for" value="${length}"${length === chosen ? html` checked` : ''}> ${title}</label>\n`,
  );
  const body = html`<form method="post">
${hidden(parts)}
<p class="hint">Reminders and further calls wait. It ends with the incident.</p>
<fieldset><legend>For how long</legend><div class="choices">
${choices}</div></fieldset>
${textField('reason', 'silence', { label: 'Reason', hint: 'required', value: typed?.reason, isRequired: true })}
${nameField('silence', typed)}
<button name="action" value="silence">Silence</button>
</form>`;
  return details('Silence', body, { isOpen: typed !== undefined, isCard: true });
}

const hidden = ({ token }: FormParts): Markup => html`<input type="hidden" name="form" value="${token}">`;

/** The name is remembered nowhere else than in the incident's story. */
const nameField = (action: IncidentActionName, typed: Typed | undefined): Markup =>
  textField('name', action, { label: 'Your name', hint: 'optional', value: typed?.name });

function textField(
  name: keyof typeof mostCharacters,
  action: IncidentActionName,
  {
    label,
    hint,
    value = '',
    isRequired = false,
  }: {
    readonly label: string;
    readonly hint: string;
    readonly value?: string | undefined;
    readonly isRequired?: boolean;
  },
): Markup {
  const id = `${action}-${name}`;
  const required = isRequired ? html` required` : '';
  return html`<label for="${id}">${label} <span class="hint">(${hint})</span></label>
<input type="text" id="${id}" name="${name}" value="${value}" maxlength="${mostCharacters[name]}" autocomplete="${name === 'name' ? 'name' : 'off'}"${required}>`;
}

function details(
  summary: string,
  body: Content,
  { isOpen, isCard = false }: { readonly isOpen: boolean; readonly isCard?: boolean },
): Markup {
  return html`<details class="${isCard ? 'card' : 'more'}"${isOpen ? html` open` : ''}><summary>${summary}</summary>
${body}</details>
`;
}
