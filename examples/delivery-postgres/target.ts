import { startDatabaseTarget } from '../postgres/database-target.ts';
import type { StartTarget } from '../target.ts';
import { faults } from './faults.ts';
import { load } from './load.ts';
import { schema } from './schema.ts';
import { seed } from './seed.ts';

/** Starts the marketplace's database with a standby, on postgres://127.0.0.1:4632/marketplace unless another port is given. */
export const startTarget: StartTarget = (options) =>
  startDatabaseTarget(
    {
      name: 'delivery-postgres',
      port: 4632,
      database: {
        name: 'marketplace',
        schema,
        seed,
        roles: ['health', 'kpi'],
        // Above the hundred connections that the definition warns of.
        settings: { max_connections: '120' },
        standby: true,
      },
      load,
      faults,
    },
    options,
  );
