import { answerRequest } from '../../../functions/incident-actions/answer-request.ts';
import type { HttpAnswer } from '../../../functions/incident-actions/http-answer.ts';
import type { ActionPorts } from '../../../functions/incident-actions/incident-link.ts';
import { actionLink, linkLifetimeMs } from '../../../shared/actions/action-link.ts';
import { type ActionClaim, signActionToken } from '../../../shared/actions/action-token.ts';
import type { RouterAct } from '../../../shared/actions/router-act.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { ActAnswer } from '../../../shared/model/router-event.ts';
import { lookedAtMs, sampleIncident } from './sample-incident.ts';

export const linkSecret = 'the secret of these tests';

/** One incident behind its pages: a store, a router that keeps to its contract, and a clock that a test moves. */
export interface ActionWorld {
  readonly ports: ActionPorts;
  /** What the router was asked for. */
  readonly acts: readonly RouterAct[];
  readonly warnings: readonly string[];
  /** What a link's token says, with what a test changes about it. */
  linkPath(change?: Partial<ActionClaim>, secret?: string): string;
  get(path: string): Promise<HttpAnswer>;
  /** Opens the page, fills its form in, and sends it. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<HttpAnswer>;
  current(): Incident | undefined;
  change(to: Incident | undefined): void;
  wait(ms: number): void;
}

/** The hidden field of a page's forms. */
export function formTokenOf({ body }: Pick<HttpAnswer, 'body'>): string {
  return /name="form" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

export const encodeForm = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

/** A world with one incident. */
export function actionWorld(start: Incident = sampleIncident(), change: Partial<ActionPorts> = {}): ActionWorld {
  let incident: Incident | undefined = start;
  let nowMs = lookedAtMs;
  const acts: RouterAct[] = [];
  const warnings: string[] = [];
  const ports: ActionPorts = {
    store: { find: async (id) => (incident?.id === id ? incident : undefined) },
    act: async (act) => {
      acts.push(act);
      const { answer, after } = route(incident, act, nowMs);
      incident = after;
      return answer;
    },
    secret: async () => linkSecret,
    clock: { now: () => nowMs },
    config: {
      service: 'shop',
      environment: 'prod',
      timeZone: 'Europe/Zurich',
      names: { 'ada/email': 'Ada', 'ada/sms': 'Ada' },
    },
    warn: (line) => void warnings.push(line),
    ...change,
  };
  const get = (path: string) => answerRequest({ method: 'GET', path, body: '' }, ports);
  return {
    ports,
    acts,
    warnings,
    linkPath(claim = {}, secret = linkSecret) {
      const whole = {
        scope: 'shop/prod',
        incident: '7k3m9x2q4ab5',
        by: 'ada/email',
        expiresAtMs: nowMs + linkLifetimeMs,
      };
      return actionLink('', signActionToken({ ...whole, ...claim }, secret));
    },
    get,
    async post(path, fields) {
      const form = formTokenOf(await get(path));
      return await answerRequest({ method: 'POST', path, body: encodeForm({ form, ...fields }) }, ports);
    },
    current: () => incident,
    change: (to) => {
      incident = to;
    },
    wait: (ms) => {
      nowMs += ms;
    },
  };
}

/** The part of the router's contract that pages see. */
function route(
  incident: Incident | undefined,
  act: RouterAct,
  nowMs: number,
): { readonly answer: ActAnswer; readonly after: Incident | undefined } {
  if (incident === undefined || act.seenActions !== incident.actions)
    return { answer: { done: false, problem: 'Cannot act: somebody was faster' }, after: incident };
  const { by } = act;
  const done = {
    acknowledge: { acknowledged: { atMs: nowMs, by } },
    silence: { silenced: { atMs: nowMs, by, reason: '', untilMs: nowMs + 1 } },
    resolve: { phase: 'resolved', resolved: { atMs: nowMs, okSinceMs: nowMs, by } },
  } as const;
  const after: Incident = { ...incident, ...done[act.action], actions: incident.actions + 1 };
  return { answer: { done: true, incident: after }, after };
}
