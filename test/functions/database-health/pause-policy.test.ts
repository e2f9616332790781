import { describe, expect, it } from 'vitest';
import { awake, rememberPause, shouldStaySilent } from '../../../functions/database-health/pause-policy.ts';
import type { DatabaseSpec } from '../../../shared/model/database.ts';
import { connections, pulseSample } from '../../shared/postgres/samples.ts';

const nowMs = Date.UTC(2026, 0, 5, 12);

const cluster: DatabaseSpec = {
  ...{ id: 'ledger', title: 'ledger', kind: 'data-api', database: 'ledger', logins: {} },
  cluster: 'arn:aws:rds:eu-central-1:111122223333:cluster:ledger',
  autoPauseSeconds: 300,
};
const { autoPauseSeconds: _, ...alwaysOn } = cluster as Extract<DatabaseSpec, { kind: 'data-api' }>;

const asleep = (paused: boolean | undefined) => ({ isPaused: async () => paused });
const quiet = pulseSample({ connections: connections({ total: 0 }) });
const busy = pulseSample({ connections: connections({ total: 3 }) });

describe('shouldStaySilent()', () => {
  it.each([
    [true, true],
    [false, false],
    [undefined, false],
  ])('a cluster that is paused (%s) is left alone: %s', async (paused, silent) => {
    expect(await shouldStaySilent(cluster, { memory: awake, nowMs, paused: asleep(paused) })).toBe(silent);
  });

  it('asks nobody about a database that never pauses', async () => {
    const paused = { isPaused: () => Promise.reject(new Error('asked')) };
    expect(await shouldStaySilent(alwaysOn, { memory: awake, nowMs, paused })).toBe(false);
  });

  it('waits until the silence is over', async () => {
    const memory = { quietPulses: 0, silentUntilMs: nowMs + 1 };
    expect(await shouldStaySilent(cluster, { memory, nowMs, paused: asleep(false) })).toBe(true);
    expect(await shouldStaySilent(cluster, { memory, nowMs: nowMs + 1, paused: asleep(false) })).toBe(false);
  });
});

describe('rememberPause()', () => {
  it('falls silent after three quiet pulses, for the timer of the cluster and a minute', () => {
    const after = [quiet, quiet, quiet].reduce(
      (memory, pulse) => rememberPause(cluster, { memory, pulse, nowMs }),
      awake,
    );
    expect(after).toEqual({ quietPulses: 0, silentUntilMs: nowMs + 360_000 });
  });

  it('begins to count anew when another client is there', () => {
    const after = [quiet, quiet, busy, quiet].reduce(
      (memory, pulse) => rememberPause(cluster, { memory, pulse, nowMs }),
      awake,
    );
    expect(after).toEqual({ quietPulses: 1 });
  });

  it('keeps what it knows where nothing was asked', () => {
    const memory = { quietPulses: 0, silentUntilMs: nowMs + 60_000 };
    expect(rememberPause(cluster, { memory, pulse: undefined, nowMs })).toEqual(memory);
  });
});
