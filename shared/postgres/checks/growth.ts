import { culpritOf } from '../culprit-of.ts';
import type { HealthWindow } from '../health-window.ts';
import { formatBytes } from '../quantities.ts';
import type { DatabaseCheck, Measurement } from './check.ts';

/** How fast the database grows. */
export const growth: DatabaseCheck = {
  metric: 'GrowthMegabytesPerHour',
  unit: 'None',
  symbol: 'MB/h',
  part: 'objects',
  meaning: 'How much the database grew in an hour (MB of 1,000,000 bytes), measured over at least one.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: 'growth needs an hour of samples: until then, and in a gap, the last verdict stands',
  problem: 'grows quickly',
  grades: [
    {
      alarm: 'growing-quickly',
      severity: 'info',
      above: 10,
      for: '1h',
      why: '10 MB an hour are 7 GB a month: worth knowing before it is a question of disk.',
    },
  ],
  measure,
};

const hourMs = 3_600_000;

function measure({ objects, before, atMs }: HealthWindow): Measurement | undefined {
  const then = before.sizes.findLast(([readAtMs]) => atMs - readAtMs >= hourMs);
  if (objects === undefined || then === undefined) return undefined;
  const [thenMs, bytes] = then;
  const hours = (atMs - thenMs) / hourMs;
  if (hours > 2) return undefined;
  return {
    value: (objects.sizeBytes - bytes) / 1_000_000 / hours,
    ...culpritOf(before.suspects.growth),
    facts: [{ label: 'Size', value: formatBytes(objects.sizeBytes) }],
  };
}
