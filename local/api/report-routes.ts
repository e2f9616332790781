import { Hono, type MiddlewareHandler } from 'hono';
import { answerFound } from './answer.ts';
import type { WatchSource } from './watch-source.ts';

/**
 * A report is a whole document with styles of its own: it gets an origin of its own, runs nothing, loads nothing, and only
 * this console may frame it. Its links open in a tab of their own.
 */
const reportPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Puts the headers of a report in the place of the console's. */
export const reportHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('Content-Security-Policy', reportPolicy);
  context.header('X-Frame-Options', 'SAMEORIGIN');
  // Its origin is its own already; asking for a process of its own, too, only makes browsers warn.
  context.header('Origin-Agent-Cluster', undefined);
};

/** The routes about reports; docs/local-api.md describes each. */
export function createReportRoutes(source: WatchSource): Hono {
  const api = new Hono();
  api.get('/reports', (context) => context.json(source.reports()));
  api.post('/reports/:id', async (context) => {
    const id = context.req.param('id');
    const written = await source.reportHtml(id, true);
    const view = written === undefined ? undefined : source.reports().find((report) => report.id === id);
    return answerFound(context, view, `report "${id}"`);
  });
  api.get('/reports/:id/html', async (context) => {
    const id = context.req.param('id');
    const html = await source.reportHtml(id, false);
    return html === undefined ? answerFound(context, undefined, `report "${id}"`) : context.html(html);
  });
  return api;
}
