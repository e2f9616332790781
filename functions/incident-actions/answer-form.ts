import { readFormToken } from '../../shared/actions/form-token.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { answerPage, answerSeeOther, type HttpAnswer } from './http-answer.ts';
import type { ActionPorts, OpenedLink } from './incident-link.ts';
import { refusalPage } from './page-frame.ts';
import { nameActor, readForm } from './read-form.ts';
import { showIncident } from './show-incident.ts';

/** What a form was posted to. */
export interface PostedTo {
  readonly link: OpenedLink;
  readonly incident: Incident;
  readonly ports: Pick<ActionPorts, 'act' | 'store' | 'config'>;
}

/**
 * Does what a form asks for, through the router, and sends the browser back to the page. A form that is not ours, too old, was
 * used before or was overtaken by somebody is refused on a page that shows how the incident stands.
 */
export async function answerForm(body: string, { link, incident, ports }: PostedTo): Promise<HttpAnswer> {
  const { claim, secret, nowMs } = link;
  const { token, typed, asked } = readForm(body, nowMs);
  const read = readFormToken(token, { secret, link: claim, nowMs });
  const refuse = (status: number, problem: string, current = incident): HttpAnswer =>
    showIncident(status, current, { link, timeZone: ports.config.timeZone, problem, typed });

  if (!read.ok && read.why === 'tampered')
    return answerPage(403, refusalPage('This form is not ours', [read.problem, 'Nothing was done']));
  if (incident.phase === 'resolved') return refuse(410, 'Nothing was done: the incident is over');
  if (!read.ok) return refuse(409, `${read.problem}. Nothing was done: check how it stands now, then send it again`);
  if (read.seenActions !== incident.actions)
    return refuse(409, 'Nothing was done: somebody has acted since this page was made. This is how it stands now');
  if (!asked.ok) return refuse(422, asked.problem);

  const by = nameActor(typed, { sentTo: claim.by, names: ports.config.names });
  const { seenActions } = read;
  const answer = await ports.act({ ...asked.action, incident: incident.id, by, seenActions });
  if (answer.done) return answerSeeOther(link.path);
  const current = answer.incident ?? (await ports.store.find(incident.id)) ?? incident;
  return refuse(409, answer.problem, current);
}
