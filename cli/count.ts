import type { Plan } from '../shared/plan/plan.ts';

/** A number of things: `1 endpoint`, `3 endpoints`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What a plan watches, in words: `7 endpoints, 1 database, 3 business numbers`. */
export function countWatched({ endpoints, databases, kpis }: Pick<Plan, 'endpoints' | 'databases' | 'kpis'>): string {
  const watched = [
    [endpoints.length, 'endpoint'],
    [databases.length, 'database'],
    [kpis.length, 'business number'],
  ] as const;
  return watched.flatMap(([many, what]) => (many === 0 ? [] : [count(many, what)])).join(', ');
}
