import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answerFound, readJson, refuse } from './answer.ts';
import { readMetricsQuery } from './query-schema.ts';
import type { WatchSource } from './watch-source.ts';

const mostBodyBytes = 256 * 1024;

/** The routes of the JSON API that answer once; docs/local-api.md describes each. */
export function createRoutes(source: WatchSource): Hono {
  const api = new Hono();
  api.use(
    bodyLimit({
      maxSize: mostBodyBytes,
      onError: (context) => refuse(context, 413, `Cannot read the body: it must have at most ${mostBodyBytes} bytes`),
    }),
  );
  api.get('/watch', (context) => context.json(source.watch()));
  api.get('/endpoints', (context) => context.json(source.endpoints()));
  api.get('/endpoints/:id', (context) => {
    const id = context.req.param('id');
    return answerFound(context, source.endpoint(id), `endpoint "${id}"`);
  });
  api.post('/endpoints/:id/probe', async (context) => {
    const id = context.req.param('id');
    return answerFound(context, await source.probeNow(id), `endpoint "${id}"`);
  });
  api.get('/alarms', (context) => context.json(source.alarms()));
  api.get('/alarms/:id', (context) => {
    const id = context.req.param('id');
    return answerFound(context, source.alarm(id), `alarm "${id}"`);
  });
  api.get('/metrics', (context) => context.json(source.metrics()));
  api.post('/metrics/query', async (context) => {
    const read = readMetricsQuery(await readJson(context));
    if ('problem' in read) return refuse(context, 400, read.problem);
    const answer = source.query(read.query);
    return 'problem' in answer ? refuse(context, 400, answer.problem) : context.json(answer.series);
  });
  api.get('/deliveries', (context) => context.json(source.deliveries()));
  api.get('/dashboards', (context) => context.json(source.dashboards()));
  api.post('/target/faults/:id', async (context) => {
    const body = await readJson(context);
    const active = typeof body === 'object' && body !== null && 'active' in body ? body.active : undefined;
    if (typeof active !== 'boolean') return refuse(context, 400, 'Cannot set a fault: "active" must be true or false');
    const id = context.req.param('id');
    return answerFound(context, await source.setFault(id, active), `fault "${id}"`);
  });
  return api;
}
