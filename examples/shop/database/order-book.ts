import { setTimeout as waitFor } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { withClient } from '../../postgres/database.ts';
import type { Order } from '../checkout.ts';

/** Writes an order with its lines: `$1` total, `$2` whether a monitor placed it, `$3` the lines as JSON. */
export const placeOrderSql = `
WITH placed AS (INSERT INTO orders (total_cents, is_synthetic) VALUES ($1, $2) RETURNING id)
INSERT INTO order_lines (order_id, sku, quantity, line_cents)
SELECT placed.id, line.sku, sum(line.quantity), sum(line.line_cents)
FROM placed, json_to_recordset($3::json) AS line (sku text, quantity integer, line_cents integer)
GROUP BY placed.id, line.sku`;

/** An order that waits to be written. */
export interface BookedOrder {
  readonly order: Order;
  readonly isSynthetic: boolean;
}

/** The shop confirms an order at once and writes it down as soon as the database takes it. */
export interface OrderBook {
  readonly add: (order: BookedOrder) => void;
  /** Starts to write; what was added before is written too. */
  readonly open: (connection: ClientConfig) => void;
  /** Whether orders added from now on are lost. */
  readonly lose: (lost: boolean) => void;
  /** Orders not written when it closes are lost. */
  readonly close: () => Promise<void>;
}

/** More than that is not kept while the database is away. */
const maxWaiting = 500;
const retryMs = 500;

function valuesOf({ order, isSynthetic }: BookedOrder): readonly unknown[] {
  const lines = order.lines.map(({ sku, quantity, lineCents }) => ({ sku, quantity, line_cents: lineCents }));
  return [order.totalCents, isSynthetic, JSON.stringify(lines)];
}

/** An order book that nothing is written from until it is opened. */
export function createOrderBook(): OrderBook {
  const closing = new AbortController();
  const { signal } = closing;
  const waiting: BookedOrder[] = [];
  let connection: ClientConfig | undefined;
  let isLosing = false;
  let writing: Promise<void> | undefined;

  async function writeAll(config: ClientConfig): Promise<void> {
    while (waiting.length > 0 && !signal.aborted) {
      try {
        await withClient({ ...config, statement_timeout: 2_000 }, async (client) => {
          for (let next = waiting[0]; next !== undefined && !signal.aborted; next = waiting[0]) {
            await client.query(placeOrderSql, [...valuesOf(next)]);
            waiting.shift();
          }
        });
      } catch {
        await waitFor(retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  function write(): void {
    if (connection === undefined || writing !== undefined || signal.aborted) return;
    writing = writeAll(connection).finally(() => {
      writing = undefined;
    });
  }

  return {
    add(order) {
      if (isLosing || waiting.length >= maxWaiting) return;
      waiting.push(order);
      write();
    },
    open(config) {
      connection = config;
      write();
    },
    lose(lost) {
      isLosing = lost;
    },
    async close() {
      closing.abort();
      await writing;
    },
  };
}
