import { type AlertRouterConfig, alertRouterConfig } from '../../../shared/plan/alert-router-config.ts';
import { incidentPlan } from '../../../test/support/incident-plan.ts';

/** Pages of the measured product: half of them behind one balancer, half of them on their own. */
export const pageCount = 1_000;

/** CloudWatch's name of the alarm that explains those of `dependentAlarms`. */
export const parentAlarm = alarmName('balancer');

/** CloudWatch's name of an endpoint's alarm. */
function alarmName(endpoint: string): string {
  return `shop-prod/endpoint/${endpoint}/down`;
}

const pages = Array.from({ length: pageCount }, (_, index) => `page-${index}`);

/** Names of the alarms of pages behind the balancer. */
export const dependentAlarms: readonly string[] = pages.slice(0, pageCount / 2).map(alarmName);

/** Names of the alarms of pages that depend on nothing. */
export const plainAlarms: readonly string[] = pages.slice(pageCount / 2).map(alarmName);

/** Who is told: as the product's policies say, or one webhook and nobody else. */
export type Audience = 'policies' | 'one webhook';

const oneWebhook = {
  channels: { hook: { kind: 'webhook', url: { secret: 'hook/url' } } },
  policies: { critical: { steps: [{ notify: ['hook'] }] } },
} as const;

/** What the router knows of a product with a thousand pages, people, a rotation and three policies. */
export function benchConfig(audience: Audience = 'policies'): AlertRouterConfig {
  const endpoints = pages.map((page, index) => [
    page,
    {
      kind: 'http',
      url: `https://${page}.shop.example/`,
      alarms: { down: { when: '2 of 2' } },
      ...(index < pageCount / 2 ? { dependsOn: ['balancer'] } : {}),
    },
  ]);
  const change = { endpoints: Object.fromEntries(endpoints), ...(audience === 'policies' ? {} : oneWebhook) };
  return alertRouterConfig(incidentPlan(change));
}
