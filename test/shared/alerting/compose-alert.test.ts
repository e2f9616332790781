import { describe, expect, it } from 'vitest';
import type { AlertMessage } from '../../../shared/model/alert-message.ts';
import {
  changedAtMs,
  sampleAlert,
  sampleContext,
  sampleNotification,
  sampleResult,
  sampleTrigger,
} from '../../support/alert-samples.ts';

const factsOf = ({ facts }: AlertMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(facts.map(({ label, value }) => [label, value]));

/** The sample alert without any probe result. */
function unexplained(change: Parameters<typeof sampleAlert>[0] = {}) {
  return sampleAlert({ evidence: sampleResult({ outcome: 'unknown', reason: 'No network here' }), ...change });
}

const back = sampleNotification({
  NewStateValue: 'OK',
  OldStateValue: 'ALARM',
  StateChangeTime: '2026-01-13T13:15:12.345+0000',
});

describe('composeAlert()', () => {
  it('says in the first line how bad, where, what and since when', () => {
    expect(sampleAlert().headline).toBe('CRITICAL shop prod: web is down since 14:03 (Europe/Zurich)');
  });

  it.each([
    ['UTC', '13:03'],
    ['America/New_York', '08:03'],
    ['Asia/Kathmandu', '18:48'],
  ])('tells the time of %s', (timeZone, clock) => {
    expect(sampleAlert({ timeZone }).headline).toBe(`CRITICAL shop prod: web is down since ${clock} (${timeZone})`);
  });

  it('sets a comma before the time where the title has a time of its own', () => {
    const context = { ...sampleContext, title: 'certificate of web expires in less than 7 days' };
    expect(sampleAlert({ context }).headline).toContain('expires in less than 7 days, since 14:03');
  });

  it('says expected, actual, and the rule that was broken', () => {
    expect(sampleAlert()).toMatchObject({
      reason: 'Expected status 2xx or 3xx, got 503',
      expected: 'status 2xx or 3xx',
      actual: 'status 503',
      rule: 'Alarm when down for 2 minutes in a row',
    });
  });

  it('says what was probed, from where, and where the time went', () => {
    expect(factsOf(sampleAlert())).toEqual({
      Target: 'https://shop.example/',
      Address: '192.0.2.7',
      Time: '227 ms (wait 187 ms, TLS 24 ms, connect 12 ms, DNS 3.2 ms)',
      'Probed from': 'eu-central-1',
      'Probed at': 'Tuesday 13 January 2026, 14:02:00',
      Since: 'Tuesday 13 January 2026, 14:03:12',
    });
  });

  it('says what else was wrong, how often it tried, and where it was sent', () => {
    const evidence = sampleResult({
      checks: [
        { check: 'status', level: 'failed', expected: 'status 200', actual: 'status 503' },
        { check: 'header', level: 'failed', expected: 'header x-shop', actual: 'none' },
      ],
      attempts: 3,
      redirects: ['https://www.shop.example/'],
    });
    expect(factsOf(sampleAlert({ evidence }))).toMatchObject({
      'Also: header': 'expected header x-shop, got none',
      'Probed from': 'eu-central-1, 3 attempts',
      'Redirected to': 'https://www.shop.example/',
    });
  });

  it('goes without evidence: the rule is the reason, and CloudWatch has the last word', () => {
    const message = unexplained();
    expect(message.reason).toBe('Down for 2 minutes in a row');
    expect(message.rule).toMatch(/^Threshold Crossed: 2 out of the last 2 datapoints/);
    expect(message).not.toHaveProperty('expected');
    expect(factsOf(message)).toEqual({ Since: 'Tuesday 13 January 2026, 14:03:12' });
  });

  it('repeats CloudWatch where there is no rule either', () => {
    const { Trigger: _trigger, ...composite } = sampleNotification({
      NewStateReason: 'arn:aws:... transitioned to ALARM',
    });
    expect(unexplained({ notification: composite })).toMatchObject({
      reason: 'arn:aws:... transitioned to ALARM',
      rule: '',
    });
  });

  it('links to runbook, dashboard and alarm, and leaves out what there is not', () => {
    expect(sampleAlert().links.map(({ label }) => label)).toEqual(['Runbook', 'Dashboard', 'Alarm']);
    const { runbook: _runbook, ...context } = sampleContext;
    expect(sampleAlert({ context }).links.map(({ label }) => label)).toEqual(['Dashboard', 'Alarm']);
  });

  it('says that it is over, for how long it was, and sends nobody to the runbook', () => {
    const evidence = sampleResult({ outcome: 'up', reason: 'Up: status 200 in 87 ms', checks: [] });
    const message = sampleAlert({ notification: back, status: 'resolved', sinceMs: changedAtMs, evidence });
    expect(message.headline).toBe('RESOLVED shop prod: web was down for 12 minutes, OK since 14:15 (Europe/Zurich)');
    expect(message).toMatchObject({ reason: 'Up: status 200 in 87 ms', meaning: '', sinceMs: changedAtMs });
    expect(factsOf(message)).toMatchObject({
      From: 'Tuesday 13 January 2026, 14:03:12',
      Until: 'Tuesday 13 January 2026, 14:15:12',
    });
    expect(message.links.map(({ label }) => label)).toEqual(['Dashboard', 'Alarm']);
  });

  it('says that it is over without a duration where nobody remembers the beginning', () => {
    const message = unexplained({ notification: back, status: 'resolved' });
    expect(message.headline).toBe('RESOLVED shop prod: web was down, OK since 14:15 (Europe/Zurich)');
    expect(message.reason).toBe('No longer true: down for 2 minutes in a row');
    expect(message).not.toHaveProperty('sinceMs');
  });

  it('never says that something lasted less than nothing', () => {
    const message = unexplained({ notification: back, status: 'resolved', sinceMs: changedAtMs + 3_600_000 });
    expect(message.title).toBe('web was down for less than a second');
  });

  it('has one key for the opening and the closing of an alarm', () => {
    expect(sampleAlert({ notification: back, status: 'resolved' }).key).toBe(sampleAlert().key);
    expect(sampleAlert({ notification: sampleNotification({ AlarmName: 'other' }) }).key).not.toBe(sampleAlert().key);
  });

  it('says that a mute rule held it back', () => {
    const notification = sampleNotification({ ActionExecutedAfterMuteWindow: true });
    expect(factsOf(sampleAlert({ notification }))).toMatchObject({
      'Held back': 'by a mute rule, until its window ended',
    });
  });

  it('shows the certificate, not the phases, where the certificate is the matter', () => {
    const certificate = {
      subject: 'shop.example',
      issuer: 'Example Trust R3',
      validFrom: '2025-10-22T11:00:00Z',
      validTo: '2026-01-20T11:00:00Z',
      daysLeft: 6.92,
    };
    const message = sampleAlert({
      context: { ...sampleContext, subject: { kind: 'endpoint', endpoint: 'web', aspect: 'certificate' } },
      notification: sampleNotification({ Trigger: sampleTrigger({ MetricName: 'CertificateDaysLeft', Threshold: 7 }) }),
      evidence: sampleResult({ certificate }),
    });
    expect(factsOf(message)).toMatchObject({ Certificate: 'shop.example', Issuer: 'Example Trust R3' });
    expect(factsOf(message)).not.toHaveProperty('Time');
  });

  it('refuses a change without a time', () => {
    expect(() => sampleAlert({ notification: sampleNotification({ StateChangeTime: 'today' }) })).toThrow(
      'Cannot compose the alert of alarm "shop-prod/endpoint/web/down": its change time is "today", must be an ISO 8601 time',
    );
  });

  it('quotes the finding of a database: the culprit first, then what helps, then what to do', () => {
    const alert = unexplained({
      context: {
        ...sampleContext,
        title: 'orders has sessions that wait for a lock',
        subject: { kind: 'database', database: 'orders', check: 'lock-wait', alarm: 'lock-wait-long' },
      },
      finding: {
        key: 'database/orders/lock-wait-long',
        severity: 'critical',
        title: 'orders has sessions that wait for a lock',
        reason: 'pid 4711 (idle in transaction) blocks 4 sessions',
        expected: 'at most 10 s',
        actual: '73 s',
        facts: [{ label: 'Root blocker', value: 'pid 4711, user app' }],
        remedy: 'End the transaction of pid 4711',
        atMs: changedAtMs,
      },
    });
    expect(alert).toMatchObject({
      headline: 'CRITICAL shop prod: orders has sessions that wait for a lock since 14:03 (Europe/Zurich)',
      reason: 'pid 4711 (idle in transaction) blocks 4 sessions',
      expected: 'at most 10 s',
      actual: '73 s',
    });
    expect(alert.facts.slice(0, 2)).toEqual([
      { label: 'Root blocker', value: 'pid 4711, user app' },
      { label: 'What to do', value: 'End the transaction of pid 4711' },
    ]);
  });

  it('does not quote a finding at the end of an alarm', () => {
    const finding = {
      key: 'kpi/mrr/low',
      severity: 'warning',
      title: 'low',
      reason: '812 is below 1,000',
      facts: [],
      atMs: changedAtMs,
    } as const;
    expect(unexplained({ notification: back, status: 'resolved', finding }).reason).not.toContain('812');
  });
});
