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
      delivery('duty', { kind: 'pagerduty' }),
      delivery('team', { kind: 'teams' }),
      delivery('phone', { kind: 'sms' }),
    ];
    expect(groups(sent)).toEqual(['mail phone chat team duty hook backstop']);
  });

  it.each([
    ['another alarm', { alarmName: 'shop-local/endpoint/web/slow' }],
    ['the closing', { status: 'resolved' }],
    ['the next outage', { atMs: 1_200_000 }],
  ] as const)('keeps %s apart', (_, change) => {
    expect(groups([delivery('one'), delivery('other', change)])).toEqual(['one', 'other']);
  });

  const about = (incident: string, tell: DeliveryRecord['tell']) => ({
    incident,
    ...(tell === undefined ? {} : { tell }),
  });

  it('joins what is said of one incident at one time, and keeps the next step apart', () => {
    const sent = [
      delivery('step for mail', about('k3v9', 'escalation')),
      delivery('mail', about('k3v9', 'opening')),
      delivery('phone', { kind: 'sms', ...about('k3v9', 'opening') }),
      delivery('of another', about('x7w2', 'opening')),
    ];
    expect(groups(sent)).toEqual(['step for mail', 'mail phone', 'of another']);
  });

  it('joins the backstop with the opening that it is about', () => {
    const backstop = delivery('backstop', { kind: 'sms', route: 'backstop' });
    expect(groups([delivery('mail', about('k3v9', 'opening')), backstop])).toEqual(['mail backstop']);
  });

  it('keeps summaries apart that happen to go out together', () => {
    const summary = (id: string, headline: string) => delivery(id, { alarmName: '', status: 'summary', headline });
    expect(groups([summary('one', '3 alerts'), summary('other', '2 alerts'), summary('same', '3 alerts')])).toEqual([
      'one same',
      'other',
    ]);
  });
});
