import { formLifetimeMs, signFormToken } from '../../shared/actions/form-token.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { answerPage, type HttpAnswer } from './http-answer.ts';
import type { OpenedLink } from './incident-link.ts';
import { incidentPage } from './incident-page.ts';
import { refusalPage } from './page-frame.ts';
import type { Typed } from './read-form.ts';

/** Answers with the page of an incident, its forms made for how it stands now. */
export function showIncident(
  status: number,
  incident: Incident,
  {
    link: { claim, secret, nowMs },
    ...parts
  }: {
    readonly link: OpenedLink;
    readonly timeZone: string;
    readonly problem?: string;
    readonly typed?: Typed;
  },
): HttpAnswer {
  const made = { ...claim, seenActions: incident.actions, expiresAtMs: nowMs + formLifetimeMs };
  const token = signFormToken(made, secret);
  return answerPage(status, incidentPage(incident, { ...parts, token, nowMs, sentTo: claim.by }));
}

/** What is said about an incident that the log does not know any more. */
export function forgottenPage(incident: string): string {
  return refusalPage('This incident is not known any more', [
    `Cannot find incident "${incident}": it is over, and its log is kept no longer`,
    'Nothing was done',
  ]);
}
