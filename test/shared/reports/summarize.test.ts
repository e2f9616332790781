import { describe, expect, it } from 'vitest';
import type { UptimeLine } from '../../../shared/reports/report-model.ts';
import { summarize } from '../../../shared/reports/summarize.ts';

function endpoint(title: string, measuredPercent: number, uptimePercent = 100): UptimeLine {
  const line = { id: title.toLowerCase(), title, outageMinutes: 0, measuredPercent, trend: [] };
  return measuredPercent === 0 ? line : { ...line, uptimePercent };
}

const gistOf = (endpoints: readonly UptimeLine[], every: 'day' | 'week' | 'month' = 'week') =>
  summarize({ every, parts: [{ kind: 'uptime', problems: [], endpoints }] });

describe('summarize() of uptime', () => {
  it.each([
    ['all the time', [endpoint('Web', 100), endpoint('Api', 90)], 'ok', 'every endpoint up all the time'],
    [
      'all the little time it was measured',
      [endpoint('Web', 3.7), endpoint('Api', 3.2)],
      'quiet',
      'every endpoint up all the time it was measured (3 % of the week)',
    ],
    [
      'hardly any time at all',
      [endpoint('Web', 0.4)],
      'quiet',
      'every endpoint up all the time it was measured (< 1 % of the week)',
    ],
    [
      'one that was measured less than the others',
      [endpoint('Web', 100), endpoint('Api', 89.9)],
      'quiet',
      'every endpoint up all the time it was measured (Api: 89 % of the week)',
    ],
    [
      'one that was never measured',
      [endpoint('Web', 100), endpoint('Api', 0)],
      'quiet',
      'every endpoint up all the time it was measured (Api: 0 % of the week)',
    ],
    ['nothing measured', [endpoint('Web', 0)], 'quiet', 'no uptime measured'],
    ['an outage, however little was measured', [endpoint('Web', 3, 98)], 'critical', 'Web up 98.00 %'],
  ] as const)('says %s', (_, endpoints, tone, text) => {
    expect(gistOf(endpoints)).toEqual([{ tone, text }]);
  });

  it('names the period of the report', () => {
    expect(gistOf([endpoint('Web', 50)], 'month')[0]?.text).toMatch(/\(50 % of the month\)$/);
  });
});
