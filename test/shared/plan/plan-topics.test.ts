import { describe, expect, it } from 'vitest';
import type { AlarmState } from '../../../shared/model/alarm.ts';
import type { SubscriptionScope } from '../../../shared/plan/plan.ts';
import { bodyFilters, isTold } from '../../../shared/plan/plan-topics.ts';

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
