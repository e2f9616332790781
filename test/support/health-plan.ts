import { merge } from '../../shared/definition/merge.ts';
import { plan as makePlan } from '../../shared/plan/make-plan.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { makeDefinition } from './definition.ts';

const login = { user: 'dbhealth', password: { secret: 'orders/health' } };

const base = {
  timeZone: 'UTC',
  endpoints: null,
  databases: {
    orders: { kind: 'postgres', host: '127.0.0.1', port: 1, database: 'postgres', tls: 'off', health: login },
    ledger: { kind: 'postgres', host: '127.0.0.1', port: 1, database: 'postgres', tls: 'off', health: login },
  },
};

/** A plan of two databases and nothing else, or of what a test changes about its definition. */
export function healthPlan(change: Readonly<Record<string, unknown>> = {}): Plan {
  return makePlan(makeDefinition(merge(base, change) as Readonly<Record<string, unknown>>), 'prod');
}
