import { startSite } from '../site.ts';
import type { StartTarget } from '../target.ts';
import { HEALTHY_PLATFORM, PLATFORM_FAULTS } from './conditions.ts';
import { answerPlatform } from './pages.ts';

/** Starts the platform, on http://127.0.0.1:4620 and https://localhost:4621 unless other ports are given. */
export const startTarget: StartTarget = (options) =>
  startSite(
    {
      name: 'not-a-label',
      ports: { http: 4620, https: 4621 },
      healthy: HEALTHY_PLATFORM,
      faults: PLATFORM_FAULTS,
      answer: answerPlatform,
    },
    options,
  );
