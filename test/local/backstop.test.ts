import { describe, expect, it } from 'vitest';
import { storyPlan, tellStory, wrong } from '../scenarios/story.ts';

const toldNatively = async (change: Readonly<Record<string, unknown>>) => {
  const { deliveries } = await tellStory({ minutes: 3, plan: storyPlan(change), script: () => wrong() });
  return deliveries.filter(({ route }) => route === 'backstop');
};

describe('deliverNatively()', () => {
  it("sends CloudWatch's own email to all addresses of the channel", async () => {
    const told = await toldNatively({ channels: { 'last-resort': { to: ['a@shop.example', 'b@shop.example'] } } });
    expect(told).toMatchObject([
      {
        channel: 'last-resort',
        kind: 'email',
        to: ['a@shop.example', 'b@shop.example'],
        severity: 'critical',
        status: 'firing',
        result: 'rehearsed',
        content: {
          shape: 'email',
          subject: 'ALARM: "shop-prod/endpoint/web/down" in EU (Frankfurt)',
          text: expect.stringContaining('You are receiving this email because your Amazon CloudWatch Alarm'),
        },
      },
    ]);
  });

  it("sends CloudWatch's own SMS, which holds no reason", async () => {
    const told = await toldNatively({ backstop: ['phone'] });
    expect(told).toMatchObject([
      {
        channel: 'phone',
        kind: 'sms',
        content: { shape: 'sms', text: 'ALARM: "shop-prod/endpoint/web/down" in EU (Frankfurt)' },
      },
    ]);
  });

  it('tells nobody natively where the definition names no backstop', async () => {
    expect(await toldNatively({ backstop: [] })).toEqual([]);
  });
});
