import { startSite } from '../site.ts';
import type { StartTarget } from '../target.ts';
import { HEALTHY_SHOP, SHOP_FAULTS } from './conditions.ts';
import { answerShop } from './pages.ts';

/** Starts the shop, on http://127.0.0.1:4610 and https://localhost:4611 unless other ports are given. */
export const startTarget: StartTarget = (options) =>
  startSite(
    {
      name: 'shop',
      ports: { http: 4610, https: 4611 },
      healthy: HEALTHY_SHOP,
      faults: SHOP_FAULTS,
      answer: answerShop,
    },
    options,
  );
