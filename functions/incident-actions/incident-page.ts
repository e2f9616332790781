import { endSentence } from '../../shared/alerting/end-sentence.ts';
import { cleanMessage } from '../../shared/channels/clean-message.ts';
import type { AlertMessage } from '../../shared/model/alert-message.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { type Content, html, type Markup } from '../../shared/reports/html/markup.ts';
import { actionForms, type FormParts } from './action-forms.ts';
import { describeStanding, type Standing } from './describe-standing.ts';
import { writePage } from './page-frame.ts';
import { type Here, tellMoment, tellTime } from './tell-moment.ts';

/** What a page about an incident is made of. */
export interface IncidentPageParts extends FormParts, Here {
  /** Whom the link was sent to. */
  readonly sentTo: string;
  /** Why the last form was refused. */
  readonly problem?: string;
}

/** The page of an incident: how it stands, what can be done about it, and what is known. */
export function incidentPage(incident: Incident, parts: IncidentPageParts): string {
  const message = cleanMessage(incident.news.opening);
  const standing = describeStanding(incident, parts);
  return writePage(
    message.headline,
    html`${notice(parts.problem)}${drillNotice(incident, parts)}<header>
${pills(incident, standing)}
<h1>${message.headline}</h1>
<p>${endSentence(message.reason)}</p>
<p class="standing">${endSentence(standing.sentence)}</p>
</header>
${actionForms(incident, parts)}${incident.phase === 'resolved' ? '' : runbook(message)}${known(incident, message, parts)}<footer>
<p>This link was sent to ${parts.sentTo}, and acts in that name: do not pass it on. Incident ${incident.id}.</p>
</footer>`,
  );
}

function notice(problem: string | undefined): Content {
  return problem === undefined ? '' : html`<p class="notice" role="alert">${endSentence(problem)}</p>\n`;
}

function drillNotice({ drill, phase }: Incident, here: Here): Content {
  if (drill === undefined) return '';
  const end = phase === 'resolved' ? '' : ` It ends by itself at ${tellTime(drill.endsAtMs, here)}.`;
  return html`<p class="notice">This is a rehearsal: nothing is wrong. ${drill.by} started it.${end}</p>\n`;
}

function pills({ severity }: Incident, { tone, word }: Standing): Markup {
  return html`<ul class="pills"><li class="pill tone-${severity}">${severity}</li><li class="pill tone-${tone}">${word}</li></ul>`;
}

function runbook({ runbookSteps = [], links }: AlertMessage): Content {
  const url = links.find(({ label }) => label === 'Runbook')?.url;
  if (url === undefined && runbookSteps.length === 0) return '';
  const steps = runbookSteps.map(
    ({ text, run }) => html`<li>${text}${run === undefined ? '' : html`<code>${run}</code>`}</li>\n`,
  );
  return html`<section class="card"><h2>What to do</h2>
${steps.length === 0 ? '' : html`<ol>\n${steps}</ol>`}${url === undefined ? '' : html`<ul class="links"><li>${link('Open the runbook', url)}</li></ul>`}
</section>
`;
}

/** Facts in the order in which somebody who was woken asks for them. */
function known(incident: Incident, { owner, rule, meaning, links }: AlertMessage, here: Here): Markup {
  const facts: readonly (readonly [label: string, value: Content])[] = [
    ['Since', tellMoment(incident.openedAtMs, here)],
    ['Told', told(incident, here)],
    ['Acknowledged', acknowledged(incident, here)],
    ['Came with it', related(incident, here)],
    ['What it means', meaning],
    ['Rule', rule],
    ['Owner', owner ?? ''],
  ];
  const others = links.filter(({ label }) => label === 'Dashboard' || label === 'Alarm');
  return html`<section class="card"><h2>What is known</h2>
<dl>
${facts.filter(([, value]) => value !== '').map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>\n`)}</dl>
${others.length === 0 ? '' : html`<ul class="links">${others.map(({ label, url }) => html`<li>${link(label, url)}</li>`)}</ul>`}
</section>
`;
}

function told({ told: byChannel }: Incident, here: Here): Content {
  const channels = Object.entries(byChannel).sort(([, a], [, b]) => a.atMs - b.atMs);
  if (channels.length === 0) return 'nobody yet';
  return list(channels.map(([channel, { atMs }]) => `${channel} at ${tellTime(atMs, here)}`));
}

function acknowledged({ acknowledged: done }: Incident, here: Here): string {
  return done === undefined ? 'by nobody' : `by ${done.by} at ${tellMoment(done.atMs, here)}`;
}

function related({ related: alarms }: Incident, here: Here): Content {
  if (alarms.length === 0) return '';
  return list(
    alarms.map(({ title, sinceMs, overMs }) => {
      const over = overMs === undefined ? '' : `, over at ${tellTime(overMs, here)}`;
      return `${title}, since ${tellTime(sinceMs, here)}${over}`;
    }),
  );
}

const list = (lines: readonly string[]): Markup => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

/** The other page is not told where its reader came from: that address holds the token. */
const link = (title: string, url: string): Markup => html`<a href="${url}" rel="noreferrer noopener">${title}</a>`;
