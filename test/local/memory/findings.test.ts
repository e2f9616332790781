import { describe, expect, it } from 'vitest';
import { createMemoryFindings } from '../../../local/memory/findings.ts';
import type { Finding } from '../../../shared/model/finding.ts';

const found = (key: string, atMs: number): Finding => ({
  key,
  atMs,
  severity: 'warning',
  title: key,
  reason: `as seen at ${atMs}`,
  facts: [],
});

describe('createMemoryFindings()', () => {
  it('tells each key once, as it was found last, with how often and since when', async () => {
    const all = [found('database/orders/bloat', 10), found('kpi/mrr/alert', 20), found('database/orders/bloat', 30)];
    const asked: unknown[] = [];
    const findings = createMemoryFindings({
      findingsBetween(fromMs, toMs) {
        asked.push([fromMs, toMs]);
        return all;
      },
    });
    expect(await findings.between({ fromMs: 5, toMs: 40 })).toEqual([
      { finding: all[2], times: 2, firstAtMs: 10, lastAtMs: 30 },
      { finding: all[1], times: 1, firstAtMs: 20, lastAtMs: 20 },
    ]);
    expect(asked).toEqual([[5, 40]]);
  });
});
