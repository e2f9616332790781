import { describe, expect, it } from 'vitest';
import { alarmInShort, alarmInWords } from '../../../../local/console/text/alarm-in-words.ts';
import type { PlannedAlarm } from '../../../../shared/model/alarm.ts';
import { sampleWatch } from '../fixtures.ts';

const { snapshot } = sampleWatch();
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function planned(id: string): PlannedAlarm {
  const found = snapshot.alarms.find((view) => view.alarm.id === id);
  if (!found) throw new Error(`Cannot find alarm "${id}": the fixtures lack it, must have it`);
  return found.alarm;
}

describe('alarmInShort() writes the threshold in the unit of the metric, or what was judged', () => {
  it.each([
    ['endpoint/web/down', '2 of the last 2 one-minute periods ≥ 1'],
    ['endpoint/web/slow', '3 of the last 3 one-minute periods > 400 ms'],
    ['database/orders/query-stuck', '2 of the last 2 one-minute periods > 60 s'],
    ['database/orders/cache-missed-badly', '5 of the last 5 one-minute periods < 80 %'],
    ['database/orders/wal-held-back', '10 of the last 10 one-minute periods > 1.07 GB'],
    ['kpi/oldest-parcel/late', '2 of the last 2 five-minute periods: older than 45m'],
    ['refresh/api-performance', '2 of the last 2 one-hour periods: failed'],
  ])('%s', (id, expected) => {
    expect(plain(alarmInShort(planned(id), snapshot))).toBe(expected);
  });
});

describe('alarmInWords()', () => {
  it.each([
    [
      'database/orders/query-stuck',
      'In alarm when the one-minute maximum of LongestQuerySeconds (Database orders) is above 60 s in each of the last 2 periods.',
    ],
    ['kpi/oldest-parcel/late', 'In alarm when “older than 45m” held in each of the last 2 runs.'],
    ['kpi/revenue/alert', 'In alarm when “below 1,000 EUR” held in the last run.'],
  ])('%s', (id, expected) => {
    expect(plain(alarmInWords(planned(id), snapshot))).toBe(expected);
  });
});
