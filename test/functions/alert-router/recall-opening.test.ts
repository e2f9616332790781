import { describe, expect, it } from 'vitest';
import { recallOpening } from '../../../functions/alert-router/recall-opening.ts';
import type { AlarmNotification } from '../../../shared/cloudwatch/alarm-notification.ts';
import type { AlarmHistory } from '../../../shared/ports/alarm-history.ts';

const notification = { AlarmName: 'a', StateChangeTime: '2026-01-13T13:15:12.345+0000' } as AlarmNotification;

/** A timer whose waits are over at once, or never. */
const timer = (isOver: boolean) => ({ wait: () => (isOver ? Promise.resolve() : new Promise<void>(() => {})) });

const recall = (openedAt: AlarmHistory['openedAt'] | undefined, isLate = false) =>
  recallOpening(notification, 'eu-central-1', {
    timer: timer(isLate),
    ...(openedAt === undefined ? {} : { history: { openedAt } }),
  });

describe('recallOpening()', () => {
  it('asks for the beginning before the end', async () => {
    expect(await recall(async ({ beforeMs }) => beforeMs - 1_000)).toBe(Date.parse('2026-01-13T13:15:11.345Z'));
  });

  it.each<readonly [string, AlarmHistory['openedAt'] | undefined, boolean]>([
    ['nobody remembers', undefined, false],
    ['the history fails', () => Promise.reject(new Error('AccessDenied')), false],
    ['the history is late', () => new Promise(() => {}), true],
  ])('goes without where %s', async (_, openedAt, isLate) => {
    expect(await recall(openedAt, isLate)).toBeUndefined();
  });
});
