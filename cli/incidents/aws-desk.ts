import type { ActAnswer, DrillAnswer, RouterEvent } from '../../shared/model/router-event.ts';
import { incidentTableName, scopeOf } from '../../shared/plan/names.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { ConsoleAnswer } from '../ask-console.ts';
import { askRouter } from './ask-router.ts';
import { explainAwsError } from './explain-aws-error.ts';
import { type IncidentDesk, sortIncidents } from './incident-desk.ts';

/** Reads of the table are billed, and nobody waits for the second. */
const pollMs = 5_000;

/** Signing in may open a browser, so that a first call takes longer than a function's. */
const tableTimeoutMs = 20_000;

/** How many of the log are read at most. */
const mostListed = 1_000;

/** Incidents of a deployed environment, with the credentials of this terminal: read from their table, acted on by the router. */
export async function openAwsDesk(plan: Plan): Promise<IncidentDesk> {
  // The SDK takes longer to load than all the rest: only those who need it pay for it.
  const { createIncidentStore } = await import('../../functions/aws/incident-store.ts');
  const tableName = incidentTableName(scopeOf(plan));
  const client = { region: plan.region };
  const store = createIncidentStore({ client, tableName, clock: { now: Date.now }, timeoutMs: tableTimeoutMs });
  const nowMs = Date.now();
  const read = async <Answer>(ask: () => Promise<Answer>): Promise<ConsoleAnswer<Answer>> => {
    try {
      return { ok: true, answer: await ask() };
    } catch (error) {
      return { ok: false, problem: `Cannot read table "${tableName}" in ${plan.region}: ${explainAwsError(error)}` };
    }
  };
  return {
    ...{ nowMs, pollMs },
    list: (fromMs) =>
      read(async () => {
        // What opens while this runs has a place, too.
        const period = { fromMs, toMs: Number.MAX_SAFE_INTEGER, limit: mostListed };
        const [open, logged] = await Promise.all([store.open(), store.list(period)]);
        // What is open is the truth; the log may lag a moment behind.
        const byId = new Map([...logged, ...open].map((incident) => [incident.id, incident]));
        return sortIncidents([...byId.values()]);
      }),
    find: (id) => read(() => store.find(id)),
    async act(incident, action, by) {
      const answered = await ask<ActAnswer>(plan, { act: { ...action, incident: incident.id, by } }, 'done');
      if (!answered.ok) return answered;
      const { answer } = answered;
      return answer.done ? { ok: true, answer: answer.incident ?? incident } : { ok: false, problem: answer.problem };
    },
    async drill(alarmId, order) {
      const answered = await ask<DrillAnswer>(plan, { drill: { alarmId, ...order } }, 'started');
      if (!answered.ok) return answered;
      const { answer } = answered;
      return answer.started ? { ok: true, answer: answer.incident } : { ok: false, problem: answer.problem };
    },
  };
}

/** Asks the router for an answer that says in `field` what became of it. */
function ask<Answer>(plan: Plan, event: RouterEvent, field: keyof Answer & string): Promise<ConsoleAnswer<Answer>> {
  const isAnswer = (answer: unknown): answer is Answer =>
    typeof (answer as Readonly<Record<string, unknown>> | null)?.[field] === 'boolean';
  return askRouter(plan, event, isAnswer);
}
