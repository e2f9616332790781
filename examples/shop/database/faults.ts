import type { DatabaseFault } from '../../postgres/database-fault.ts';
import { lockChain } from '../../postgres/faults/lock-chain.ts';
import { noData } from '../../postgres/faults/no-data.ts';
import { slowQuery } from '../../postgres/faults/slow-query.ts';
import type { OrderBook } from './order-book.ts';

/** What can go wrong with the shop's database; "Database down" comes of itself. */
export const databaseFaultsOf = (orders: OrderBook): readonly DatabaseFault[] => [
  slowQuery('orders'),
  lockChain('orders', { id: 'locked-table', title: 'Locked table' }),
  ordersStop(orders),
];

/** Every page works, the checkout confirms, and no order arrives. */
function ordersStop(orders: OrderBook): DatabaseFault {
  const stop = noData('orders', { id: 'orders-stop', title: 'Orders stop', steps: ['place-order'] });
  return {
    ...stop,
    description: 'Every page works and the checkout confirms, but no order has been written for an hour.',
    begin: async (system) => {
      const heal = await stop.begin(system);
      orders.lose(true);
      return async () => {
        await heal();
        orders.lose(false);
      };
    },
  };
}
