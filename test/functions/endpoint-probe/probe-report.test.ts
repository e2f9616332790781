import { describe, expect, it } from 'vitest';
import { reportRun } from '../../../functions/endpoint-probe/probe-report.ts';
import type { Outcome, ProbeResult } from '../../../shared/model/probe-result.ts';

const facts = { location: 'eu-central-1', tookMs: 1_234, scheduledAtMs: Date.parse('2026-01-05T08:30:00Z') };

function result(endpoint: string, outcome: Outcome, reason: string = outcome): ProbeResult {
  return {
    endpoint,
    kind: 'http',
    location: 'eu-central-1',
    target: `https://${endpoint}.shop.example/`,
    outcome,
    reason,
    checks: [],
    phases: { dnsMs: 1.234, totalMs: 34.567 },
    errorBoundMs: 0.1,
    attempts: 1,
    startedAtMs: 0,
  };
}

describe('reportRun()', () => {
  it('sums up and lists the worst first', () => {
    const report = reportRun(
      [result('a', 'up'), result('b', 'degraded'), result('c', 'down'), result('d', 'up'), result('e', 'unknown')],
      facts,
    );
    expect(report.summary).toBe(
      '1 down, 1 unknown, 1 degraded, 2 up of 5 endpoints, probed from eu-central-1 in 1.2 s',
    );
    expect(report.counts).toEqual({ up: 2, degraded: 1, down: 1, unknown: 1 });
    expect(report.scheduledAt).toBe('2026-01-05T08:30:00.000Z');
    expect(report.results.map(({ endpoint }) => endpoint)).toEqual(['c', 'e', 'b', 'a', 'd']);
    expect(report.omitted).toBeUndefined();
  });

  it('shows of each result what a person wants to know', () => {
    expect(reportRun([result('a', 'up', 'Up: status 200 in 35 ms')], facts).results).toEqual([
      {
        endpoint: 'a',
        outcome: 'up',
        reason: 'Up: status 200 in 35 ms',
        target: 'https://a.shop.example/',
        attempts: 1,
        dnsMs: 1.2,
        totalMs: 34.6,
      },
    ]);
  });

  it('can be about nothing', () => {
    expect(reportRun([], facts).summary).toBe('0 endpoints, probed from eu-central-1 in 1.2 s');
  });

  it('stays within what Lambda answers with, and leaves out the best', () => {
    const many = Array.from({ length: 40_000 }, (_, index) => result(`up-${index}`, 'up', 'Ünïcödé '.repeat(10)));
    const report = reportRun([...many, result('broken', 'down')], facts);
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThan(6_000_000);
    expect(report.results[0]?.endpoint).toBe('broken');
    expect(report.omitted).toBe(40_001 - report.results.length);
    expect(report.results.length).toBeGreaterThan(10_000);
  });
});
