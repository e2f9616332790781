import { describe, expect, it } from 'vitest';
import type { AlarmState } from '../../../shared/model/alarm.ts';
import type { SubscriptionScope } from '../../../shared/plan/plan.ts';
import { bodyFilters, isTold } from '../../../shared/plan/plan-topics.ts';
import { samplePlan } from '../../support/sample-plan.ts';

const states = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
const scopes: readonly SubscriptionScope[] = ['everything', 'openings', 'openings-and-ends'];

type Filter = Readonly<Record<string, unknown>> | undefined;

/** What SNS does with the part of its filter language that the plan uses: all keys must match, one of `$or` must. */
function passes(filter: Filter, body: Readonly<Record<string, string>>): boolean {
  if (filter === undefined) return true;
  return Object.entries(filter).every(([key, wanted]) =>
    key === '$or'
      ? (wanted as readonly Filter[]).some((part) => passes(part, body))
      : (wanted as readonly string[]).includes(body[key] ?? ''),
  );
}

describe('isTold()', () => {
  it.each<readonly [SubscriptionScope, AlarmState, AlarmState, boolean]>([
    ['openings', 'OK', 'ALARM', true],
    ['openings', 'ALARM', 'OK', false],
    ['openings-and-ends', 'ALARM', 'OK', true],
    ['openings-and-ends', 'INSUFFICIENT_DATA', 'OK', false],
    ['everything', 'INSUFFICIENT_DATA', 'OK', true],
  ])('tells %s of %s -> %s: %s', (scope, from, to, told) => {
    expect(isTold(scope, { from, to })).toBe(told);
  });

  it('agrees with the filter policies that SNS gets, for every change', () => {
    const changes = states.flatMap((from) => states.filter((to) => to !== from).map((to) => ({ from, to })));
    const differing = scopes.flatMap((scope) =>
      changes.filter(
        ({ from, to }) =>
          isTold(scope, { from, to }) !== passes(bodyFilters[scope], { OldStateValue: from, NewStateValue: to }),
      ),
    );
    expect(differing).toEqual([]);
  });
});

describe('the contacts of people', () => {
  const { topics, subscriptions, channels, functions } = samplePlan();
  const mentions =
    (text: string) =>
    ({ topic }: { readonly topic: string }) =>
      topic.includes(text);

  it('are channels of their own', () => {
    expect(channels).toMatchObject({
      'ada/sms': { kind: 'sms', to: ['+12025550111'] },
      'ada/email': { kind: 'email', to: ['ada@shop.example'] },
      'ben/sms': { kind: 'sms', to: [{ secret: 'phones/ben' }] },
    });
  });

  it('have topics with names that SNS accepts, and stable ids', () => {
    expect(topics.filter(({ id }) => id.startsWith('channel/ada')).map(({ id, name }) => [id, name])).toEqual([
      ['channel/ada/sms', 'shop-prod-person-ada-sms'],
      ['channel/ada/email', 'shop-prod-person-ada-email'],
    ]);
    for (const { name } of topics) expect(name).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
  });

  it('are subscribed to them', () => {
    expect(subscriptions.filter(mentions('channel/ada'))).toEqual([
      { topic: 'channel/ada/sms', protocol: 'sms', address: '+12025550111', told: 'everything' },
      { topic: 'channel/ada/email', protocol: 'email', address: 'ada@shop.example', told: 'everything' },
    ]);
  });

  it('have neither topic nor subscription where a number is a secret, which the router reads', () => {
    expect(topics.filter(({ id }) => id.includes('ben'))).toEqual([]);
    expect(subscriptions.filter(mentions('ben'))).toEqual([]);
    expect(functions.find(({ kind }) => kind === 'alert-router')?.secrets).toContainEqual({ secret: 'phones/ben' });
  });
});
