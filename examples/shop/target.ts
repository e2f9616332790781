import { joinTargets } from '../join-targets.ts';
import { choosePorts } from '../ports.ts';
import { startDatabaseTarget } from '../postgres/database-target.ts';
import type { StartTarget } from '../target.ts';
import { databaseFaultsOf } from './database/faults.ts';
import { load } from './database/load.ts';
import { createOrderBook } from './database/order-book.ts';
import { schema } from './database/schema.ts';
import { seed } from './database/seed.ts';
import { shopWebPorts, startShopSite } from './site.ts';

const name = 'shop';

/**
 * Starts the shop: its website on http://127.0.0.1:4610 and https://localhost:4611, its database on
 * postgres://127.0.0.1:4612/orders, unless other ports are given.
 */
export const startTarget: StartTarget = async ({ ports: chosen = {}, ...options }) => {
  const { postgres, ...web } = choosePorts(name, { ...shopWebPorts, postgres: 4612 }, chosen);
  const orders = createOrderBook();
  const site = await startShopSite({ ...options, ports: web }, orders.add);
  try {
    const database = await startDatabaseTarget(
      {
        name,
        port: postgres,
        database: { name: 'orders', schema, seed, roles: ['health', 'kpi'] },
        load,
        faults: databaseFaultsOf(orders),
      },
      { stateDir: options.stateDir },
    );
    orders.open(database.connectionOf('shop-checkout'));
    return joinTargets(name, [site, { ...database, close: () => orders.close().then(database.close) }]);
  } catch (error) {
    await Promise.all([site.close(), orders.close()]);
    throw error;
  }
};
