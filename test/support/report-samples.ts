import type { Finding } from '../../shared/model/finding.ts';
import type { Report } from '../../shared/reports/report-model.ts';

const dayMs = 86_400_000;
/** Midnight of Monday 5 January 2026 in Zurich. */
export const mondayMs = Date.UTC(2026, 0, 4, 23);

/** A finding with what a test changes about it. */
export function sampleFinding(change: Partial<Finding> = {}): Finding {
  return {
    key: 'database/orders/lock-wait',
    severity: 'critical',
    title: 'Orders has blocked queries',
    reason: 'Session 4711 holds a lock on public.orders that 4 sessions wait for',
    expected: 'at most 5 s',
    actual: '73 s',
    facts: [{ label: 'Root blocker', value: '4711, idle in transaction' }],
    remedy: 'End session 4711',
    atMs: mondayMs + dayMs,
    ...change,
  };
}

/** A weekly report with one of everything, with what a test changes about it. */
export function sampleReport(change: Partial<Report> = {}): Report {
  const period = { fromMs: mondayMs, toMs: mondayMs + 7 * dayMs };
  return {
    id: 'weekly',
    title: 'Weekly report',
    service: 'shop',
    environment: 'prod',
    timeZone: 'Europe/Zurich',
    every: 'week',
    untilNow: false,
    writtenAtMs: period.toMs + 7 * 3_600_000,
    period,
    before: { fromMs: mondayMs - 7 * dayMs, toMs: mondayMs },
    parts: [
      {
        kind: 'uptime',
        problems: [],
        endpoints: [
          {
            id: 'web',
            title: 'Web',
            uptimePercent: 99.9512,
            beforePercent: 100,
            outageMinutes: 5,
            measuredPercent: 100,
            trend: [100, null, 98.6],
          },
        ],
      },
      {
        kind: 'kpis',
        problems: [],
        kpis: [
          {
            id: 'mrr',
            title: 'Revenue',
            unit: 'EUR',
            measures: 'number',
            better: 'higher',
            last: 48_210.4,
            mean: 47_000,
            least: 45_000,
            most: 48_210.4,
            before: 45_000,
            changePercent: 7.13,
            target: 50_000,
            targetReached: false,
            trend: [45_000, 48_000],
            rows: [{ label: 'new', last: 12, before: 10 }],
          },
        ],
      },
      {
        kind: 'incidents',
        problems: [],
        opened: { critical: 1, warning: 0, info: 0 },
        before: { critical: 0, warning: 2, info: 0 },
        incidents: [
          {
            title: 'Web is down',
            severity: 'critical',
            openedAtMs: mondayMs + dayMs,
            closedAtMs: mondayMs + dayMs + 300_000,
            lastedMs: 300_000,
          },
        ],
      },
      {
        kind: 'databases',
        problems: [],
        databases: [
          {
            id: 'orders',
            title: 'Orders',
            findings: [
              { finding: sampleFinding(), times: 12, firstAtMs: mondayMs + dayMs, lastAtMs: mondayMs + 2 * dayMs },
            ],
          },
        ],
      },
      { kind: 'cost', problems: [], lines: [{ what: 'custom metrics', count: 46, usd: 13.8 }] },
    ],
    ...change,
  };
}
