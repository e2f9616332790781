import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../shared/model/probe-result.ts';
import { concludeResult } from '../../../shared/probes/conclude.ts';
import type { Failure, Finding } from '../../../shared/probes/probe.ts';
import { plannedEndpoint } from '../../support/planned-endpoint.ts';

const run = { location: 'eu-central-1', attempts: 1, startedAtMs: 1_767_600_000_000 };
const good: CheckResult = { check: 'status', level: 'passed', expected: 'status 200', actual: 'status 200' };
const bad: CheckResult = { check: 'status', level: 'failed', expected: 'status 200', actual: 'status 503' };

/** An answer with status 200 after 34 ms. */
function found(differs: Partial<Finding> = {}): Finding {
  return { checks: [good], phases: { totalMs: 34 }, errorBoundMs: 0.2, statusCode: 200, ...differs };
}

const certificate = (daysLeft: number) => ({
  subject: 'CN=shop.example',
  issuer: 'CN=Test',
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2026-03-01T00:00:00.000Z',
  daysLeft,
});

const refused: Failure = { reason: 'Connection refused by 192.0.2.7:443', blame: 'target', retryable: true };

const latency = { latency: { degradedMs: 500, failedMs: 2_000 } };

type Row = readonly [
  sentence: string,
  endpoint: Parameters<typeof plannedEndpoint>[1],
  finding: Finding,
  outcome: string,
  reason: string,
];

const rows: readonly Row[] = [
  ['an answer as agreed', {}, found(), 'up', 'Up: status 200 in 34 ms'],
  [
    'an answer with a certificate',
    {},
    found({ certificate: certificate(58.9) }),
    'up',
    'Up: status 200 in 34 ms, certificate valid for 58 days',
  ],
  [
    'a connection without a status',
    {},
    { checks: [], phases: { totalMs: 3.44 }, errorBoundMs: 0 },
    'up',
    'Up: answered in 3.4 ms',
  ],
  ['a check that failed', {}, found({ checks: [bad], statusCode: 503 }), 'down', 'Expected status 200, got 503'],
  [
    'several checks that failed',
    {},
    found({
      checks: [bad, good, { check: 'body', level: 'failed', expected: 'body containing "x"', actual: 'an empty body' }],
    }),
    'down',
    'Expected status 200, got 503 (and 1 more)',
  ],
  [
    'a check that could not be decided',
    {},
    found({
      checks: [{ check: 'body', level: 'degraded', expected: 'body matching /x/', actual: 'not decided: stopped' }],
    }),
    'degraded',
    'Expected body matching /x/, got not decided: stopped',
  ],
  [
    'a failure of the target',
    {},
    found({ checks: [], failure: refused }),
    'down',
    'Connection refused by 192.0.2.7:443',
  ],
  [
    'a failure of our own',
    {},
    found({
      checks: [],
      failure: { reason: 'No name server can be reached from here', blame: 'probe', retryable: true },
    }),
    'unknown',
    'No name server can be reached from here',
  ],
  ['time within the limits', { probe: latency }, found({ phases: { totalMs: 500 } }), 'up', 'Up: status 200 in 500 ms'],
  [
    'time above the degraded limit',
    { probe: latency },
    found({ phases: { totalMs: 1_240 } }),
    'degraded',
    'Answered in 1,240 ms, slower than 500 ms',
  ],
  [
    'time above the failed limit',
    { probe: latency },
    found({ phases: { totalMs: 2_001 } }),
    'down',
    'Answered in 2,001 ms, slower than 2,000 ms',
  ],
  [
    'time above a limit by no more than our own delay',
    { probe: latency },
    found({ phases: { totalMs: 520 }, errorBoundMs: 20 }),
    'up',
    'Up: status 200 in 520 ms',
  ],
  [
    'time surely above the lower limit, perhaps above the higher',
    { probe: latency },
    found({ phases: { totalMs: 2_010 }, errorBoundMs: 20 }),
    'degraded',
    'Answered in 2,010 ms, slower than 500 ms',
  ],
  [
    'a certificate with few days left',
    { certificateDegradedDays: 14 },
    found({ certificate: certificate(9.5) }),
    'degraded',
    'The certificate has 9 days left, fewer than 14 days',
  ],
  [
    'a certificate with enough days left',
    { certificateDegradedDays: 14 },
    found({ certificate: certificate(14) }),
    'up',
    'Up: status 200 in 34 ms, certificate valid for 14 days',
  ],
  [
    'an expired certificate that is not verified',
    { certificateDegradedDays: 14 },
    found({ certificate: certificate(-3.5) }),
    'degraded',
    'The certificate expired 3 days ago',
  ],
  [
    'a timeout that a long turn of ours may have made',
    {},
    found({
      checks: [],
      failure: { ...refused, reason: 'No answer within 10s' },
      phases: { totalMs: 10_400 },
      errorBoundMs: 1_200,
    }),
    'unknown',
    "No answer within 10s, but up to 1,200 ms of that was the probe's own delay",
  ],
  [
    'a timeout that a short turn cannot have made',
    {},
    found({
      checks: [],
      failure: { ...refused, reason: 'No answer within 10s' },
      phases: { totalMs: 10_001 },
      errorBoundMs: 3,
    }),
    'down',
    'No answer within 10s',
  ],
];

describe('concludeResult()', () => {
  it.each(rows)('judges %s', (_sentence, endpoint, finding, outcome, reason) => {
    expect(concludeResult(plannedEndpoint('web', endpoint), finding, run)).toMatchObject({ outcome, reason });
  });

  it('says what part of a doubtful time is our own', () => {
    const finding = found({ phases: { totalMs: 520 }, errorBoundMs: 20 });
    const { checks } = concludeResult(plannedEndpoint('web', { probe: latency }), finding, run);
    expect(checks.at(-1)).toEqual({
      check: 'latency',
      level: 'passed',
      expected: 'at most 500 ms',
      actual: "520 ms, of which up to 20 ms is the probe's own delay",
    });
  });

  it('tells how many attempts a failure took', () => {
    const { reason, attempts } = concludeResult(plannedEndpoint(), found({ failure: refused }), {
      ...run,
      attempts: 3,
    });
    expect(attempts).toBe(3);
    expect(reason).toBe('Connection refused by 192.0.2.7:443 (3 attempts)');
  });

  it('rounds times to microseconds', () => {
    const finding = found({ phases: { dnsMs: 1.234_567_8, totalMs: 34.000_04 }, errorBoundMs: 0.456_619_999 });
    const { phases, errorBoundMs } = concludeResult(plannedEndpoint(), finding, run);
    expect({ phases, errorBoundMs }).toEqual({ phases: { dnsMs: 1.235, totalMs: 34 }, errorBoundMs: 0.457 });
  });

  it('keeps the evidence and adds what the run knows', () => {
    const endpoint = plannedEndpoint('web', { probe: { url: 'https://user:pass@shop.example/health?key=1' } });
    const finding = found({ address: '192.0.2.7', bodyBytes: 12, redirects: ['https://shop.example/'] });
    expect(concludeResult(endpoint, finding, run)).toEqual({
      ...finding,
      ...run,
      endpoint: 'web',
      kind: 'http',
      target: 'https://shop.example/health?key=...',
      outcome: 'up',
      reason: 'Up: status 200 in 34 ms',
    });
  });
});
