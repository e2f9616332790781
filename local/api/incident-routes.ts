import { type Context, Hono } from 'hono';
import { answerFound, readJson, refuse } from './answer.ts';
import { readDrill, readIncidentAction, readMoment } from './incident-schema.ts';
import type { RouteView } from './types.ts';
import type { WatchSource } from './watch-source.ts';

/** The routes about incidents, who is on call and who is told; docs/local-api.md describes each. */
export function createIncidentRoutes(source: WatchSource): Hono {
  const api = new Hono();
  api.get('/incidents', async (context) => context.json(await source.incidents()));
  api.get('/incidents/:id', async (context) => {
    const id = context.req.param('id');
    return answerFound(context, await source.incident(id), `incident "${id}"`);
  });
  api.post('/incidents/:id/actions', async (context) => {
    const read = readIncidentAction(await readJson(context));
    if ('problem' in read) return refuse(context, 400, read.problem);
    const id = context.req.param('id');
    return answerActed(context, await source.actOnIncident(id, read.act), `incident "${id}"`);
  });
  api.post('/alarms/:id/drill', async (context) => {
    const read = readDrill(await readJson(context));
    if ('problem' in read) return refuse(context, 400, read.problem);
    const id = context.req.param('id');
    return answerActed(context, await source.drill(id, read.drill), `alarm "${id}"`);
  });
  api.get('/on-call', (context) => context.json(source.rotations()));
  api.get('/routes', (context) => {
    const read = readMoment(context.req.query('at'));
    if ('problem' in read) return refuse(context, 400, read.problem);
    return context.json(routesAt(source, read.atMs));
  });
  api.get('/routes/:alarm', (context) => {
    const read = readMoment(context.req.query('at'));
    if ('problem' in read) return refuse(context, 400, read.problem);
    const alarm = context.req.param('alarm');
    return answerFound(context, source.route(alarm, read.atMs), `a route of alarm "${alarm}"`);
  });
  return api;
}

function routesAt(source: WatchSource, atMs: number | undefined): readonly RouteView[] {
  const now = source.routes();
  if (atMs === undefined) return now;
  return now.flatMap(({ alarmId }) => source.route(alarmId, atMs) ?? []);
}

/** The incident as it now is; 409 where the watch refuses, which is about the incident and not about the request. */
function answerActed(
  context: Context,
  acted: Awaited<ReturnType<WatchSource['actOnIncident']>>,
  what: string,
): Response {
  if (acted !== undefined && 'problem' in acted) return refuse(context, 409, acted.problem);
  return answerFound(context, acted?.incident, what);
}
