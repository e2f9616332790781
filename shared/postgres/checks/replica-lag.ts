import type { HealthWindow } from '../health-window.ts';
import { formatBytes, formatSeconds } from '../quantities.ts';
import type { PulseSample } from '../sample.ts';
import { rememberWalPosition, walLagSeconds } from '../wal-lag.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** How far replicas are behind. */
export const replicaLag: DatabaseCheck = {
  metric: 'ReplicaLagSeconds',
  unit: 'Seconds',
  symbol: 's',
  part: 'pulse',
  meaning:
    'How long ago the oldest change was made that the slowest replica has not applied; on a standby, its own lag.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has a replica that lags behind',
  grades: [
    {
      alarm: 'replica-far-behind',
      severity: 'critical',
      above: 300,
      for: '5m',
      why: 'Five minutes behind is what would be lost by failing over now, or a replay that has stopped.',
    },
    {
      alarm: 'replica-behind',
      severity: 'warning',
      above: 30,
      for: '5m',
      why: 'Half a minute shows users that their own changes have vanished.',
    },
  ],
  measure,
};

function measure(window: HealthWindow): Measurement | undefined {
  const { pulse } = window;
  if (pulse === undefined) return undefined;
  if (pulse.aurora) return auroraLag(pulse);
  return pulse.standby ? ownLag(pulse, window) : lagOfReplicas(pulse, window);
}

function auroraLag({ auroraReplicas }: PulseSample): Measurement | undefined {
  const readers = (auroraReplicas ?? []).filter(({ writer, lagMs }) => !writer && lagMs !== null);
  const [worst] = readers.sort((a, b) => (b.lagMs ?? 0) - (a.lagMs ?? 0));
  return worst && { value: (worst.lagMs ?? 0) / 1_000, culprit: `Reader ${worst.id} is behind` };
}

/** Seen from the primary. A replica that does not say what it has replayed, such as pg_receivewal, has no lag. */
function lagOfReplicas(pulse: PulseSample, window: HealthWindow): Measurement | undefined {
  const { walPosition } = pulse;
  if (walPosition === null) return undefined;
  const lags = pulse.replicas.flatMap(({ name, lagBytes, lagSeconds }) => {
    if (lagBytes === null) return [];
    const known = walLagSeconds(positionsOf(pulse, window), walPosition - lagBytes, pulse.takenAtSeconds * 1_000);
    return [{ name, lagBytes, seconds: lagBytes === 0 ? 0 : Math.max(known, lagSeconds ?? 0) }];
  });
  const [worst] = lags.sort((a, b) => b.seconds - a.seconds);
  return (
    worst && {
      value: worst.seconds,
      culprit: `Replica ${worst.name} has not replayed the last ${formatBytes(worst.lagBytes)} of WAL, ${formatSeconds(worst.seconds)} old`,
      remedy: 'See whether its replay is paused, held up by a query on the replica, or short of disk or network.',
    }
  );
}

/** Seen from the standby itself: behind in what it has received, or cut off and behind in what it never received. */
function ownLag(pulse: PulseSample, window: HealthWindow): Measurement | undefined {
  const { receiver, walPosition } = pulse;
  if (receiver === null || receiver.replayLagBytes === null || walPosition === null) return undefined;
  const positions = positionsOf(pulse, window);
  const nowMs = pulse.takenAtSeconds * 1_000;
  const replay = walLagSeconds(positions, walPosition - receiver.replayLagBytes, nowMs);
  if (!receiver.receiving && !window.before.hasReceived) return undefined;
  const silence = receiver.receiving ? 0 : walLagSeconds(positions, walPosition - 1, nowMs);
  return { value: Math.max(replay, silence), culprit: describeOwn(receiver, replay) };
}

function describeOwn({ receiving, paused }: NonNullable<PulseSample['receiver']>, replay: number): string {
  if (!receiving) return 'It receives nothing from its primary any more';
  return paused === true
    ? 'Its replay is paused'
    : `Its replay is ${formatSeconds(replay)} behind what it has received`;
}

/** Positions of before a promotion do not count. */
function positionsOf({ walPosition, takenAtSeconds, standby }: PulseSample, { before }: HealthWindow) {
  const earlier = before.pulse?.standby === standby ? before.walPositions : [];
  return walPosition === null ? [] : rememberWalPosition(earlier, [takenAtSeconds * 1_000, walPosition]);
}
