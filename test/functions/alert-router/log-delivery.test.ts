import { describe, expect, it } from 'vitest';
import { createDeliveryLog } from '../../../functions/alert-router/log-delivery.ts';
import type { DeliveryRecord } from '../../../shared/model/delivery.ts';

const record: DeliveryRecord = {
  id: 'shop-prod/endpoint/web/down/1/phone',
  atMs: 1,
  channel: 'phone',
  kind: 'sms',
  route: 'policy',
  alarmName: 'shop-prod/endpoint/web/down',
  status: 'firing',
  severity: 'critical',
  headline: 'CRITICAL shop prod: web is down',
  to: ['+12025550101'],
  content: { shape: 'sms', text: 'web is down\nsince 14:03' },
  result: 'delivered',
  attempts: 1,
};

function logged(change: Partial<DeliveryRecord> = {}): readonly string[] {
  const lines: string[] = [];
  createDeliveryLog((line) => void lines.push(line)).write({ ...record, ...change });
  return lines;
}

describe('the delivery log', () => {
  it('writes one line of JSON per delivery, without addresses', () => {
    const { to: _to, ...rest } = record;
    const [line = '', ...others] = logged();
    expect(others).toEqual([]);
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({ level: 'INFO', type: 'delivery', ...rest });
  });

  it.each([
    ['delivered', 'INFO'],
    ['rehearsed', 'INFO'],
    ['rejected', 'ERROR'],
    ['gave-up', 'ERROR'],
  ] as const)('writes what was %s as %s', (result, level) => {
    expect(JSON.parse(logged({ result })[0] ?? '')).toMatchObject({ level, result });
  });
});
