import { describe, expect, it } from 'vitest';
import { recordDelivery } from '../../../functions/alert-router/record-delivery.ts';
import { composeContent } from '../../../shared/channels/compose-content.ts';
import { changedAtMs, sampleAlert } from '../../support/alert-samples.ts';
import { sampleForms } from '../../support/channel-samples.ts';

const atMs = changedAtMs + 900;

function record(name: keyof typeof sampleForms, change: Partial<Parameters<typeof recordDelivery>[0]> = {}) {
  const spec = sampleForms[name];
  const message = sampleAlert();
  return recordDelivery({
    channel: 'it',
    spec,
    message,
    content: composeContent(message, spec),
    end: { result: 'delivered', attempts: 1 },
    atMs,
    ...change,
  });
}

describe('recordDelivery()', () => {
  it.each([
    ['email', { shape: 'email', subject: sampleAlert().headline }],
    ['sms', { shape: 'sms' }],
    ['sms to a secret number', { shape: 'sms' }],
    ['slack', { shape: 'slack' }],
    ['slack by a bot', { shape: 'slack' }],
    ['webhook', { shape: 'webhook' }],
    ['pagerduty', { shape: 'pagerduty' }],
    ['teams', { shape: 'teams' }],
  ] as const)('keeps what the receiver of %s sees, as its program shows it', (name, content) => {
    expect(record(name)).toMatchObject({ kind: sampleForms[name].kind, content });
  });

  it('names addresses where they are no secret', () => {
    expect(record('sms').to).toEqual(['+12025550101']);
    expect(record('sms to a secret number').to).toEqual([]);
  });

  it('belongs to its incident and says what it was for', () => {
    expect(record('email', { incident: 'k3v9x2m4q7ta', tell: 'reminder' })).toMatchObject({
      id: `k3v9x2m4q7ta/reminder/${atMs}/it`,
      route: 'policy',
      incident: 'k3v9x2m4q7ta',
      tell: 'reminder',
    });
    expect(record('email', { route: 'test' })).toMatchObject({ route: 'test' });
    expect(record('email')).not.toHaveProperty('incident');
  });

  it('has an id of its own for every delivery', () => {
    const ids = [
      record('email'),
      record('email', { atMs: atMs + 1 }),
      record('email', { channel: 'other' }),
      record('email', { incident: 'k3v9x2m4q7ta', tell: 'opening' }),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells how it ended, without the name of the thread', () => {
    const end = { result: 'gave-up', attempts: 5, problem: 'HTTP 503' } as const;
    expect(record('slack', { end })).toMatchObject(end);
    const delivered = { result: 'delivered', attempts: 1, thread: '1503435956.000247' } as const;
    expect(record('slack by a bot', { end: delivered })).not.toHaveProperty('thread');
  });
});
