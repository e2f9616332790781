import { describe, expect, it } from 'vitest';
import { plan } from '../../../shared/plan/make-plan.ts';
import { makeDefinition } from '../../support/definition.ts';

const pages = (count: number, every = '1m') =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `page-${every}-${index}`,
      { kind: 'http', url: `https://shop.example/${index}`, every },
    ]),
  );

const functionsOf = (change: Readonly<Record<string, unknown>>) => plan(makeDefinition(change), 'prod').functions;

describe('the planned functions', () => {
  it.each([
    [49, 256],
    [50, 512],
    [299, 512],
    [300, 1_024],
  ])('give the probe of one and %i endpoints %i MB', (count, memoryMb) => {
    expect(functionsOf({ endpoints: pages(count) })[0]?.memoryMb).toBe(memoryMb);
  });

  it('reserve one run of the probe for each job and one by hand', () => {
    expect(
      functionsOf({ endpoints: pages(1, '5m') }).map(({ kind, reservedConcurrency }) => [kind, reservedConcurrency]),
    ).toEqual([
      ['endpoint-probe', 3],
      ['alert-router', 10],
      ['incident-actions', 5],
    ]);
  });

  it('reserve nothing where the account cannot spare it', () => {
    const functions = functionsOf({ environments: { prod: { reservedConcurrency: false } } });
    expect(functions.filter((fn) => 'reservedConcurrency' in fn)).toEqual([]);
  });

  it('keep a lost alert two weeks and a lost run an hour', () => {
    expect(functionsOf({}).map(({ kind, deadLetterRetentionSeconds }) => [kind, deadLetterRetentionSeconds])).toEqual([
      ['endpoint-probe', 3_600],
      ['alert-router', 14 * 86_400],
      ['incident-actions', 14 * 86_400],
    ]);
  });

  it('have names that Lambda accepts, however long the service and the environment', () => {
    const definition = makeDefinition({
      service: 's'.repeat(20),
      environments: { ['e'.repeat(20)]: { account: '111122223333', region: 'eu-central-1' } },
    });
    for (const { name } of plan(definition, 'e'.repeat(20)).functions) expect(name.length).toBeLessThanOrEqual(64);
  });
});
