import type { SitePorts } from '../listeners.ts';
import { startSite } from '../site.ts';
import type { Target, TargetOptions } from '../target.ts';
import { HEALTHY_SHOP, SHOP_FAULTS } from './conditions.ts';
import type { BookedOrder } from './database/order-book.ts';
import { answerShop, orderOf } from './pages.ts';

/** Where the website of the shop listens unless other ports are given. */
export const shopWebPorts: SitePorts = { http: 4610, https: 4611 };

/** Starts the website of the shop alone; each confirmed order goes to `book`. */
export function startShopSite(
  options: TargetOptions,
  book: (order: BookedOrder) => void = () => undefined,
): Promise<Target> {
  return startSite(
    {
      name: 'shop',
      ports: shopWebPorts,
      healthy: HEALTHY_SHOP,
      faults: SHOP_FAULTS,
      answer: (request, conditions) => {
        const answer = answerShop(request, conditions);
        const order = orderOf(request, answer);
        if (order !== undefined) book(order);
        return answer;
      },
    },
    options,
  );
}
