import { describe, expect, it } from 'vitest';
import { quoteEvidence } from '../../../shared/alerting/quote-evidence.ts';
import type { AlarmSubject } from '../../../shared/model/alarm.ts';
import type { CheckResult, Outcome, ProbeResult } from '../../../shared/model/probe-result.ts';
import { sampleContext, sampleNotification, sampleResult, sampleTrigger } from '../../support/alert-samples.ts';

type Aspect = 'down' | 'slow' | 'certificate';

const about = (aspect: Aspect): AlarmSubject => ({ kind: 'endpoint', endpoint: 'web', aspect });

function quote(evidence: ProbeResult, aspect: Aspect, status: 'firing' | 'resolved' = 'firing') {
  const notification = sampleNotification({ Trigger: sampleTrigger({ Threshold: 7 }) });
  return quoteEvidence({
    evidence,
    status,
    notification,
    timeZone: 'Europe/Zurich',
    context: { ...sampleContext, subject: about(aspect) },
  });
}

const failed: CheckResult = { check: 'body', level: 'failed', expected: 'body with "Basket"', actual: 'no such text' };
const slow: CheckResult = { check: 'latency', level: 'degraded', expected: 'at most 800 ms', actual: '2,431 ms' };
const passed: CheckResult = { check: 'status', level: 'passed', expected: 'status 200', actual: 'status 200' };

describe('quoteEvidence()', () => {
  it.each<{ aspect: Aspect; status: 'firing' | 'resolved'; outcome: Outcome; quoted: boolean }>([
    { aspect: 'down', status: 'firing', outcome: 'down', quoted: true },
    { aspect: 'down', status: 'firing', outcome: 'degraded', quoted: false },
    { aspect: 'down', status: 'firing', outcome: 'up', quoted: false },
    { aspect: 'down', status: 'firing', outcome: 'unknown', quoted: false },
    { aspect: 'slow', status: 'firing', outcome: 'degraded', quoted: true },
    { aspect: 'slow', status: 'firing', outcome: 'down', quoted: true },
    { aspect: 'slow', status: 'firing', outcome: 'unknown', quoted: false },
    { aspect: 'down', status: 'resolved', outcome: 'up', quoted: true },
    { aspect: 'down', status: 'resolved', outcome: 'down', quoted: false },
    { aspect: 'slow', status: 'resolved', outcome: 'degraded', quoted: false },
  ])('$status $aspect, probe says $outcome: quoted $quoted', ({ aspect, status, outcome, quoted }) => {
    expect(quote(sampleResult({ outcome }), aspect, status) !== undefined).toBe(quoted);
  });

  it('quotes the first broken statement, failures before excesses, and keeps the others', () => {
    const result = quote(sampleResult({ checks: [passed, slow, failed] }), 'down');
    expect(result).toMatchObject({ expected: failed.expected, actual: failed.actual, others: [slow] });
  });

  it('has no expected and actual where no statement was reached', () => {
    const refused = sampleResult({ checks: [], reason: 'Connection refused by 192.0.2.7:443 (3 attempts)' });
    expect(quote(refused, 'down')).toEqual({ evidence: refused, reason: refused.reason, others: [] });
  });

  it('quotes the certificate itself for its alarm, whatever the outcome', () => {
    const certificate = {
      subject: 'shop.example',
      issuer: 'Example Trust R3',
      validFrom: '2025-10-22T11:00:00Z',
      validTo: '2026-01-20T11:00:00Z',
      daysLeft: 6.92,
    };
    expect(quote(sampleResult({ outcome: 'up', certificate }), 'certificate')).toMatchObject({
      reason: 'Valid until 20 January 2026, 12:00 (Europe/Zurich), 6 days left',
      expected: 'at least 7 days left',
      actual: '6 days left',
    });
  });

  it.each(['', 'soon', '2026-99-99'])('has nothing to quote of a certificate that ends at %j', (validTo) => {
    const certificate = { subject: 's', issuer: 'i', validFrom: '', validTo, daysLeft: 1 };
    expect(quote(sampleResult({ certificate }), 'certificate')).toBeUndefined();
  });

  it('quotes nothing for alarms that are not about an endpoint', () => {
    const context = { ...sampleContext, subject: { kind: 'job', job: 'probe/1m' } as const };
    const occasion = { status: 'firing', timeZone: 'UTC', notification: sampleNotification() } as const;
    expect(quoteEvidence({ ...occasion, context, evidence: sampleResult() })).toBeUndefined();
    expect(quoteEvidence({ ...occasion, context: sampleContext })).toBeUndefined();
  });
});
