import { describe, expect, it } from 'vitest';
import { logWakeUps } from '../../../functions/alert-router/log-wake-ups.ts';

const wakeUp = { alarm: 'shop-prod/endpoint/web/down', atMs: 1_768_000_000_000 };

describe('logWakeUps()', () => {
  it('writes nothing where a call was asked for', async () => {
    const lines: string[] = [];
    await logWakeUps({ set: async () => undefined }, (line) => void lines.push(line)).set(wakeUp);
    expect(lines).toEqual([]);
  });

  it('writes why a call could not be asked for, and fails as before', async () => {
    const lines: string[] = [];
    const denied = { set: () => Promise.reject(new Error('not authorized to perform: scheduler:CreateSchedule')) };
    const asked = logWakeUps(denied, (line) => void lines.push(line)).set(wakeUp);
    await expect(asked).rejects.toThrow('not authorized');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'ERROR',
        type: 'lost-wake-up',
        ...wakeUp,
        problem: 'Error: not authorized to perform: scheduler:CreateSchedule',
      },
    ]);
  });
});
