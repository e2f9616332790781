import { describe, expect, it } from 'vitest';
import { relateAlarm } from '../../../../shared/alerting/incident/relate-alarms.ts';
import { recordOf, startMs, toldIncident } from '../../../support/incident-samples.ts';

const child = { alarm: 'shop', title: 'shop is down', sinceMs: startMs };
const over = { ...child, overMs: startMs + 1 };
const relatedOf = (related: readonly (typeof child)[], one: typeof child) =>
  relateAlarm(recordOf(toldIncident({ related })), one, startMs).incident?.related;

describe('relateAlarm()', () => {
  it.each([
    ['lists what it explains', [], child, [child]],
    ['lists it once', [child], child, [child]],
    ['notes that it is over', [child], over, [over]],
    ['notes that it is on again', [over], child, [child]],
    ['does not list what is over already', [], over, []],
  ])('%s', (_name, related, one, expected) => {
    expect(relatedOf(related, one)).toEqual(expected);
  });

  it('lists at most 100', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ ...child, alarm: `shop-${index}` }));
    expect(relatedOf(many, child)).toEqual(many);
  });

  it('lists nothing on an incident that is over', () => {
    const record = recordOf(toldIncident({ phase: 'resolved' }));
    expect(relateAlarm(record, child, startMs)).toBe(record);
  });
});
