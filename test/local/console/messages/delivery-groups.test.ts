import { describe, expect, it } from 'vitest';
import { groupDeliveries } from '../../../../local/console/messages/delivery-groups.ts';
import type { DeliveryRecord } from '../../../../shared/model/delivery.ts';

const delivery = (id: string, change: Partial<DeliveryRecord> = {}): DeliveryRecord => ({
  id,
  atMs: 1_000_000,
  channel: 'engineering',
  kind: 'email',
  route: 'policy',
  alarmName: 'shop-local/endpoint/web/down',
  status: 'firing',
  severity: 'critical',
  headline: 'CRITICAL shop local: web is down',
  to: [],
  content: { shape: 'email', subject: '', text: '' },
  result: 'rehearsed',
  attempts: 1,
  ...change,
});

const groups = (deliveries: readonly DeliveryRecord[]) =>
  groupDeliveries(deliveries).map((group) => group.deliveries.map(({ id }) => id).join(' '));

describe('groupDeliveries()', () => {
  it('joins what one change of one alarm sent, by kind, the backstop last', () => {
    const sent = [
      delivery('backstop', { kind: 'sms', route: 'backstop' }),
      delivery('hook', { kind: 'webhook', atMs: 1_030_000 }),
      delivery('chat', { kind: 'slack' }),
      delivery('mail'),
      delivery('phone', { kind: 'sms' }),
    ];
    expect(groups(sent)).toEqual(['mail phone chat hook backstop']);
  });

  it.each([
    ['another alarm', { alarmName: 'shop-local/endpoint/web/slow' }],
    ['the closing', { status: 'resolved' }],
    ['the next outage', { atMs: 1_200_000 }],
  ] as const)('keeps %s apart', (_, change) => {
    expect(groups([delivery('one'), delivery('other', change)])).toEqual(['one', 'other']);
  });
});
