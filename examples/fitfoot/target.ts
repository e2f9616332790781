import { startDatabaseTarget } from '../postgres/database-target.ts';
import type { StartTarget } from '../target.ts';
import { faults } from './faults.ts';
import { load } from './load.ts';
import { schema } from './schema.ts';
import { seed } from './seed.ts';

/** Starts the database of the shoe shop, on postgres://127.0.0.1:4652/store unless another port is given. */
export const startTarget: StartTarget = (options) =>
  startDatabaseTarget(
    {
      name: 'fitfoot',
      port: 4652,
      database: { name: 'store', schema, seed, roles: ['health', 'kpi'] },
      load,
      faults,
    },
    options,
  );
