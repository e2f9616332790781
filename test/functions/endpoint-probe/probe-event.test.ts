import { describe, expect, it } from 'vitest';
import { readProbeEvent } from '../../../functions/endpoint-probe/probe-event.ts';
import { probeConfig } from '../../support/probe-config.ts';

const nowMs = Date.parse('2026-01-05T08:30:10Z');
const config = probeConfig(['web', 'api', 'mail']);
const read = (event: unknown) => readProbeEvent(event, config, nowMs);

describe('readProbeEvent()', () => {
  it('reads {} as everything, now', () => {
    const order = read({});
    expect(order.endpoints.map(({ id }) => id)).toEqual(['web', 'api', 'mail']);
    expect(order.scheduledAtMs).toBe(nowMs);
    expect(order.job).toBeUndefined();
  });

  it('reads a list of endpoints in its order, each once', () => {
    expect(read({ endpoints: ['mail', 'web', 'mail'] }).endpoints.map(({ id }) => id)).toEqual(['mail', 'web']);
  });

  it('reads a job at the time it was scheduled for', () => {
    const { job, scheduledAtMs, endpoints } = read({
      job: 'endpoint-probe/eu-central-1/1m',
      scheduledAt: '2026-01-05T08:30:00Z',
    });
    expect(job?.id).toBe('endpoint-probe/eu-central-1/1m');
    expect(new Date(scheduledAtMs).toISOString()).toBe('2026-01-05T08:30:00.000Z');
    expect(endpoints).toHaveLength(3);
  });

  it.each<readonly [sentence: string, event: unknown, message: string]>([
    ['no object', 'web', 'Cannot read the event: a string, must be an object such as {} or {"endpoints":["web"]}'],
    ['null', null, 'Cannot read the event: null, must be an object such as {} or {"endpoints":["web"]}'],
    ['a list', ['web'], 'Cannot read the event: a list, must be an object such as {} or {"endpoints":["web"]}'],
    [
      'an unknown field',
      { endpoint: ['web'] },
      'Cannot read the event: no field "endpoint" is known; did you mean "endpoints"?',
    ],
    [
      'endpoints that are a text',
      { endpoints: 'web' },
      'Cannot read the event: "endpoints" must be a list of one or more names, such as ["web"]',
    ],
    [
      'no endpoints',
      { endpoints: [] },
      'Cannot read the event: "endpoints" must be a list of one or more names, such as ["web"]',
    ],
    [
      'endpoints that are numbers',
      { endpoints: [1] },
      'Cannot read the event: "endpoints" must be a list of one or more names, such as ["web"]',
    ],
    ['a job that is no text', { job: 1 }, 'Cannot read the event: "job" is a number, must be a text'],
    [
      'a time that is none',
      { scheduledAt: 'noon' },
      'Cannot read scheduledAt: "noon" is no time, must be like "2026-01-05T08:30:00Z"',
    ],
    [
      'an unknown job',
      { job: 'endpoint-probe/eu-central-1/5m' },
      'Cannot run job "endpoint-probe/eu-central-1/5m": this function has none of that name; did you mean "endpoint-probe/eu-central-1/1m"?',
    ],
    [
      'unknown endpoints, all of them together',
      { endpoints: ['wbe', 'web', 'checkout'] },
      'Cannot probe what this function does not know: "wbe" (did you mean "web"?); "checkout" (known: "web", "api", "mail")',
    ],
    [
      'a job and endpoints',
      { job: 'x', endpoints: ['web'] },
      'Cannot probe a job and a list of endpoints at once: must be asked for one of them',
    ],
  ])('refuses %s', (_sentence, event, message) => {
    expect(() => read(event)).toThrow(new Error(message));
  });
});
