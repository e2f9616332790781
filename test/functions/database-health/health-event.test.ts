import { describe, expect, it } from 'vitest';
import { readHealthEvent } from '../../../functions/database-health/health-event.ts';
import { databaseHealthConfig } from '../../../shared/plan/database-health-config.ts';
import { healthPlan } from '../../support/health-plan.ts';

const plan = healthPlan();
const [fn] = plan.functions.filter(({ kind }) => kind === 'database-health');
if (fn === undefined) throw new Error('Cannot test: the plan has no health function');
const config = databaseHealthConfig(plan, fn);
const nowMs = Date.UTC(2026, 0, 5, 12);

describe('readHealthEvent()', () => {
  it('reads what the scheduler sends', () => {
    const order = readHealthEvent({ job: 'database-health/pulse/1m', scheduledAt: '2026-01-05T12:00:00Z' }, config, 0);
    expect(order).toMatchObject({
      scheduledAtMs: nowMs,
      job: { part: 'pulse' },
      databases: [{ id: 'orders' }, { id: 'ledger' }],
    });
  });

  it('reads what a person asks: all databases, or some', () => {
    expect(readHealthEvent({}, config, nowMs).databases.map(({ id }) => id)).toEqual(['orders', 'ledger']);
    const some = readHealthEvent({ databases: ['ledger', 'ledger'] }, config, nowMs);
    expect(some.databases.map(({ id }) => id)).toEqual(['ledger']);
    expect(some.job).toBeUndefined();
  });

  it.each<readonly [unknown, string]>([
    [null, 'Cannot read the event: it must be an object'],
    [[], 'Cannot read the event: it must be an object'],
    [{ database: ['orders'] }, 'no field "database" is known; did you mean "databases"?'],
    [{ job: 7 }, '"job" is a number, must be a text'],
    [{ databases: 'orders' }, '"databases" must be a list'],
    [{ databases: [] }, '"databases" must be a list of one or more'],
    [{ databases: ['ordres'] }, '"ordres" (did you mean "orders"?)'],
    [{ job: 'database-health/pulse/1h' }, 'this function has none of that name'],
    [{ job: 'database-health/pulse/1m', databases: ['orders'] }, 'a job and a list of databases at once'],
    [{ scheduledAt: 'noon' }, '"noon" is no time'],
  ])('refuses %j', (event, message) => {
    expect(() => readHealthEvent(event, config, nowMs)).toThrow(message);
  });
});
