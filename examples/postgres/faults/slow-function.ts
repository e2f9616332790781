import type { DatabaseFault } from '../database-fault.ts';

const sleepSeconds = 0.6;

/** A PL/pgSQL function of the schema `public` that sleeps before it does its work; `signature` as in `name(integer)`. */
export function slowFunction(signature: string): DatabaseFault {
  return {
    id: 'slow-function',
    title: 'Slow function',
    description: `Each call of "${signature}" takes ${sleepSeconds} seconds longer.`,
    begin: ({ database: { administer } }) =>
      administer(async (client) => {
        const { rows } = await client.query('SELECT pg_get_functiondef($1::regprocedure) AS source', [signature]);
        const source: string = rows[0]?.source;
        await client.query(source.replace(/\bBEGIN\b/i, `BEGIN PERFORM pg_sleep(${sleepSeconds});`));
        return async () => {
          await administer((healer) => healer.query(source));
        };
      }),
  };
}
