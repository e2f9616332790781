import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { linkFolder } from '../../shared/actions/action-link.ts';
import type { ConsoleFiles } from '../console/build.ts';
import { refuse } from './answer.ts';
import { createDatabaseRoutes } from './database-routes.ts';
import { createEventsRoute } from './events-route.ts';
import { guardHost, guardOrigin } from './guard.ts';
import { createIncidentRoutes } from './incident-routes.ts';
import { createLinkRoute } from './link-route.ts';
import { createReportRoutes, reportHeaders } from './report-routes.ts';
import { createRoutes } from './routes.ts';
import type { WatchSource } from './watch-source.ts';

/** The console and its JSON API as one app, and a way to end its event streams. */
export interface ApiApp {
  readonly app: Hono;
  closeStreams(): void;
}

/** Where the app will be reached, and who hears of its bugs. */
export interface AppOptions {
  /** The address that it will be bound to. */
  readonly host: string;
  readonly onError?: (error: unknown) => void;
}

/** Composes the app; it listens to nothing yet. */
export function createApp(source: WatchSource, { html, js, css }: ConsoleFiles, { host, onError }: AppOptions): ApiApp {
  const { route: events, closeAll } = createEventsRoute(source);
  const app = new Hono();
  app.use(guardHost(host));
  app.all(`${linkFolder}*`, createLinkRoute(source));
  app.use(guardOrigin);
  // Around the general headers, so that it has the last word on the one document that is not the console's own.
  app.use('/api/reports/:id/html', reportHeaders);
  app.use(headers, async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  });
  app.get('/', (context) => context.html(html));
  app.get('/console.js', (context) => context.body(js, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.get('/console.css', (context) => context.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.route('/api', events);
  app.route('/api', createRoutes(source));
  app.route('/api', createDatabaseRoutes(source));
  app.route('/api', createIncidentRoutes(source));
  app.route('/api', createReportRoutes(source));
  app.notFound((context) =>
    refuse(context, 404, `Cannot find "${context.req.method} ${context.req.path}": there is no such route`),
  );
  app.onError((error, context) => {
    onError?.(error);
    return refuse(context, 500, `Cannot answer "${context.req.method} ${context.req.path}": ${error.message}`);
  });
  return { app, closeStreams: closeAll };
}

/** The page loads nothing from elsewhere, runs no inline script and is framed by nobody. It is plain HTTP: no HSTS. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    frameSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
});
