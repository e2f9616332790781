import { describe, expect, it } from 'vitest';
import type { AlarmChange, AlarmView } from '../../../local/api/types.ts';
import { createMemoryAlarmChanges } from '../../../local/memory/alarm-changes.ts';
import { createMemoryAlarmHistory } from '../../../local/memory/alarm-history.ts';
import { plan } from '../../../shared/plan/make-plan.ts';
import { makeDefinition } from '../../support/definition.ts';

const [down, slow] = plan(makeDefinition(), 'prod').alarms;
if (down === undefined || slow === undefined) throw new Error('Cannot test: the plan has less than two alarms');

const began = (atMs: number): AlarmChange => ({ atMs, from: 'OK', to: 'ALARM', reason: '' });
const ended = (atMs: number): AlarmChange => ({ atMs, from: 'ALARM', to: 'OK', reason: '' });

/** Changes stand newest first, as on the board. */
const viewOf = (alarm: AlarmView['alarm'], history: readonly AlarmChange[]): AlarmView => ({
  ...{ alarm, history, state: 'OK', stateReason: '', datapoints: [] },
});
const board = { views: () => [viewOf(down, [ended(50), began(20)]), viewOf(slow, [began(30)])] };
const region = 'eu-central-1';

describe('createMemoryAlarmChanges()', () => {
  const between = (alarms: readonly AlarmView['alarm'][], fromMs: number, toMs: number) =>
    createMemoryAlarmChanges(board).between({ alarms, fromMs, toMs });

  it('recalls the changes of the named alarms, oldest first', async () => {
    const { changes } = await between([down, slow], 0, 100);
    expect(changes.map(({ alarmName, atMs }) => [alarmName, atMs])).toEqual([
      [down.name, 20],
      [slow.name, 30],
      [down.name, 50],
    ]);
    expect((await between([slow], 0, 100)).changes).toHaveLength(1);
  });

  it('knows a period with its beginning and without its end', async () => {
    expect((await between([down], 20, 50)).changes).toEqual([
      { alarmName: down.name, atMs: 20, from: 'OK', to: 'ALARM' },
    ]);
  });
});

describe('createMemoryAlarmHistory()', () => {
  const openedAt = (alarmName: string, beforeMs: number) =>
    createMemoryAlarmHistory(board).openedAt({ alarmName, region, beforeMs });

  it.each([
    ['the last opening', down.name, 60, 20],
    ['an opening at the very moment', down.name, 20, 20],
    ['none before the first', down.name, 19, undefined],
    ['none of an alarm that it does not know', 'shop-prod/nothing', 60, undefined],
  ])('knows %s', async (_, alarmName, beforeMs, expected) => {
    expect(await openedAt(alarmName, beforeMs)).toBe(expected);
  });
});
