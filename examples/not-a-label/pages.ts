import { type Answer, answerFrom, html, json, type Page, type PageRequest, type Pages } from '../answer.ts';
import type { PlatformConditions } from './conditions.ts';

const VERSION = '0.9.0';

const MAIN_SITE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Not a Label</title>
    <style>
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
      body { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem; }
    </style>
  </head>
  <body>
    <h1>Not a Label</h1>
    <p>Music by independent artists, who keep their rights and their revenue.</p>
    <h2>New this week</h2>
    <ol>
      <li>Tidal Drift: "Harbour Lights"</li>
      <li>Nine Small Rooms: "Paper Walls"</li>
      <li>Ada &amp; the Looms: "Warp and Weft"</li>
    </ol>
  </body>
</html>
`;

const PAGES: Pages<PlatformConditions> = {
  '/': { GET: () => html(200, MAIN_SITE) },
  '/api/health': { GET: reportHealth },
  '/api/auth/verify': { GET: orFail(reportAuth) },
  '/api/ai/status': { GET: orFail(reportAi) },
  '/api/stats': { GET: orFail(reportStats) },
};

/** Any page of the platform. */
export const answerPlatform: Page<PlatformConditions> = (request, conditions) => answerFrom(PAGES, request, conditions);

function reportHealth(_request: PageRequest, { failing }: PlatformConditions): Answer {
  const status = failing ? 'failing' : 'ok';
  return json(failing ? 503 : 200, {
    status,
    version: VERSION,
    checks: { database: { status }, redis: { status: 'ok' } },
  });
}

function reportAuth(_request: PageRequest, { authReachable }: PlatformConditions): Answer {
  if (!authReachable) return json(503, { service: 'auth', status: 'unavailable' }, { 'retry-after': '30' });
  return json(200, { service: 'auth', status: 'ok' });
}

function reportAi(_request: PageRequest, { aiDelayMs }: PlatformConditions): Answer {
  return { ...json(200, { service: 'ai', status: 'ok', queuedJobs: aiDelayMs > 0 ? 140 : 2 }), delayMs: aiDelayMs };
}

/** The numbers of the day so far: the business watches them by this page. */
function reportStats(_request: PageRequest, { gatewayFailing }: PlatformConditions): Answer {
  return json(200, {
    revenueToday: gatewayFailing ? 0 : 1_840.5,
    platformFees: gatewayFailing ? 0 : 184.05,
    activeUsers: 412,
    signupsToday: 23,
    aiRequestsToday: 1_320,
    paymentErrorsLastHour: gatewayFailing ? 17 : 0,
    errorRatePercent: gatewayFailing ? 8.4 : 0.3,
  });
}

function orFail(page: Page<PlatformConditions>): Page<PlatformConditions> {
  return (request, conditions) =>
    conditions.failing ? json(500, { error: 'the database does not answer' }) : page(request, conditions);
}
