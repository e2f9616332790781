import { answerFrom, json, type Page, type Pages } from '../answer.ts';
import type { FaultDefinition } from '../faults.ts';
import { HEALTHY_SITE, type SiteConditions } from '../site.ts';

/** How the app around the database is doing. */
export interface AppConditions extends SiteConditions {
  /** When true, one session of the app in ten ends in a crash. */
  readonly crashing: boolean;
}

/** The app on a good day. */
export const healthyApp: AppConditions = { ...HEALTHY_SITE, crashing: false };

/** How the app can be broken, its database aside. */
export const appFaults: readonly FaultDefinition<AppConditions>[] = [
  {
    id: 'crashes',
    title: 'App crashes',
    description: 'One session of the app in ten ends in a crash, and support is flooded.',
    effect: { crashing: true },
  },
  {
    id: 'down',
    title: 'API down',
    description: 'Nothing listens: connections are refused.',
    effect: { listening: false },
  },
];

const pages: Pages<AppConditions> = {
  '/api/health': { GET: () => json(200, { status: 'ok', version: '3.1.0' }) },
  '/api/quality': {
    GET: (_request, { crashing }) =>
      json(200, {
        crashRatePercent: crashing ? 10.2 : 0.4,
        supportTickets: { open: crashing ? 61 : 7 },
        featureAdoptionPercent: 38.5,
        failedLogins: { lastHour: 3 },
      }),
  },
};

/** Any page of the app. */
export const answerApp: Page<AppConditions> = (request, conditions) => answerFrom(pages, request, conditions);
