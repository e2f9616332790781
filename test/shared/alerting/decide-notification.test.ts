import { describe, expect, it } from 'vitest';
import { decideNotification } from '../../../shared/alerting/decide-notification.ts';
import type { AlarmState } from '../../../shared/model/alarm.ts';

describe('decideNotification()', () => {
  it.each<{ from: AlarmState; to: AlarmState; told: 'firing' | 'resolved' | undefined; why: string }>([
    { from: 'OK', to: 'ALARM', told: 'firing', why: 'The alarm went from OK to ALARM' },
    { from: 'INSUFFICIENT_DATA', to: 'ALARM', told: 'firing', why: 'The alarm went from INSUFFICIENT_DATA to ALARM' },
    { from: 'ALARM', to: 'ALARM', told: 'firing', why: 'The alarm went from ALARM to ALARM' },
    { from: 'ALARM', to: 'OK', told: 'resolved', why: 'The alarm went from ALARM back to OK' },
    {
      from: 'INSUFFICIENT_DATA',
      to: 'OK',
      told: undefined,
      why: 'OK after INSUFFICIENT_DATA: there was no alarm, so nothing is resolved',
    },
    { from: 'OK', to: 'OK', told: undefined, why: 'OK after OK: there was no alarm, so nothing is resolved' },
    {
      from: 'OK',
      to: 'INSUFFICIENT_DATA',
      told: undefined,
      why: 'Data stopped coming after OK: the "no result" alarm speaks about that',
    },
    {
      from: 'ALARM',
      to: 'INSUFFICIENT_DATA',
      told: undefined,
      why: 'Data stopped coming after ALARM: the "no result" alarm speaks about that',
    },
  ])('$from -> $to: $told', ({ from, to, told, why }) => {
    expect(decideNotification({ from, to })).toEqual(
      told === undefined ? { tell: false, why } : { tell: true, status: told, why },
    );
  });
});
