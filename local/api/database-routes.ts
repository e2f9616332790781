import { Hono } from 'hono';
import { answerFound } from './answer.ts';
import type { WatchSource } from './watch-source.ts';

/** The routes about databases and business numbers; docs/local-api.md describes each. */
export function createDatabaseRoutes(source: WatchSource): Hono {
  const api = new Hono();
  api.get('/databases', (context) => context.json(source.databases()));
  api.get('/databases/:id', (context) => {
    const id = context.req.param('id');
    return answerFound(context, source.database(id), `database "${id}"`);
  });
  api.get('/kpis', (context) => context.json(source.kpis()));
  api.get('/kpis/:id', (context) => {
    const id = context.req.param('id');
    return answerFound(context, source.kpi(id), `KPI "${id}"`);
  });
  api.get('/refreshes', (context) => context.json(source.refreshes()));
  return api;
}
