import { describe, expect, it } from 'vitest';
import { createDeliveryLog } from '../../../functions/alert-router/log-delivery.ts';
import { createActionLinks } from '../../../functions/alert-router/sign-links.ts';
import { changedAtMs } from '../../support/alert-samples.ts';
import { incidentPlan } from '../../support/incident-plan.ts';
import { createIncidentWorld } from '../../support/incident-world.ts';

const actionLink = createActionLinks({
  ...incidentPlan(),
  baseUrl: () => 'https://actions.shop.example/',
  secret: async () => 'a secret of thirty-two characters.',
});

/** What the receivers of a page got, and what was kept of it. */
async function tellWithLinks() {
  const lines: string[] = [];
  const deliveryLog = createDeliveryLog((line) => void lines.push(line));
  const world = createIncidentWorld({ startMs: changedAtMs, ports: { actionLink, deliveryLog } });
  for (const channel of Object.keys(world.ports.config.channels)) world.broken.add(channel);
  await world.tell('endpoint/balancer/down', 'ALARM');
  await world.passUntil(changedAtMs + 3_600_000);
  return { sent: JSON.stringify(world.parcels), kept: JSON.stringify([lines, world.letters]), lines };
}

describe('withoutLinks()', () => {
  it('keeps the right to acknowledge out of logs and dead letters, while messages have it', async () => {
    const { sent, kept, lines } = await tellWithLinks();
    const tokens = [...sent.matchAll(/actions\.shop\.example\/i\/([\w.~-]{20,})/g)].map(([, token = '']) => token);
    expect(tokens.length).toBeGreaterThan(3);
    expect(lines.length).toBeGreaterThan(3);
    for (const token of tokens) expect(kept).not.toContain(token);
    expect(kept).toContain('https://actions.shop.example/i/');
  });
});
