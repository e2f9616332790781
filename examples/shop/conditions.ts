import type { FaultDefinition } from '../faults.ts';
import { HEALTHY_SITE, type SiteConditions } from '../site.ts';

/** How the shop is doing. */
export interface ShopConditions extends SiteConditions {
  /** When true, everything but the pages for people fails: the API, the product list, the checkout and the account. */
  readonly failing: boolean;
  /** When true, the storefront is a maintenance page. */
  readonly inMaintenance: boolean;
  /** What every answer takes, over the moment it really needs. */
  readonly delayMs: number;
}

/** The shop on a good day. */
export const HEALTHY_SHOP: ShopConditions = { ...HEALTHY_SITE, failing: false, inMaintenance: false, delayMs: 0 };

/** The ways in which the shop can be broken; of the two about the certificate the worse comes last, so that it wins. */
export const SHOP_FAULTS: readonly FaultDefinition<ShopConditions>[] = [
  {
    id: 'errors',
    title: 'API errors',
    description:
      'The product list, checkout and account answer 500 and the health check 503. The storefront still works.',
    effect: { failing: true },
  },
  {
    id: 'slow',
    title: 'Slow answers',
    description: 'Every answer takes 1.2 seconds longer.',
    effect: { delayMs: 1_200 },
  },
  {
    id: 'wrong-content',
    title: 'Wrong content',
    description: 'The storefront answers 200, with a maintenance page in place of the products.',
    effect: { inMaintenance: true },
  },
  {
    id: 'expiring-certificate',
    title: 'Certificate expiring',
    description: 'The HTTPS certificate has 5 days left.',
    effect: { certificateDaysLeft: 5 },
  },
  {
    id: 'expired-certificate',
    title: 'Certificate expired',
    description: 'The HTTPS certificate expired 2 days ago. Plain HTTP still works.',
    effect: { certificateDaysLeft: -2 },
  },
  {
    id: 'hang',
    title: 'Hanging',
    description: 'Connections are accepted, and nothing is ever answered.',
    effect: { answering: false },
  },
  {
    id: 'down',
    title: 'Down',
    description: 'Nothing listens: connections are refused.',
    effect: { listening: false },
  },
];
