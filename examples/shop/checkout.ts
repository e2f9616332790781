import { CURRENCY, PRODUCTS } from './products.ts';

const MAX_QUANTITY = 100;

/** One line of an order. */
export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
  readonly lineCents: number;
}

/** What the shop confirms. */
export interface Order {
  readonly status: 'confirmed';
  readonly lines: readonly OrderLine[];
  readonly totalCents: number;
  readonly currency: string;
}

/** An order, or what is wrong with the request for it. */
export type CheckoutResult = { readonly order: Order } | { readonly error: string };

/** Takes an order: `{"items": [{"sku": "mug", "quantity": 2}]}`, at least one item, each with a whole quantity from 1 to 100. */
export function checkOut(body: string): CheckoutResult {
  const items = parseItems(body);
  if (items === undefined || items.length === 0) {
    return { error: 'The body must be JSON with at least one entry in "items"' };
  }
  const lines: OrderLine[] = [];
  for (const item of items) {
    const line = toOrderLine(item);
    if (typeof line === 'string') return { error: line };
    lines.push(line);
  }
  const totalCents = lines.reduce((sum, { lineCents }) => sum + lineCents, 0);
  return { order: { status: 'confirmed', lines, totalCents, currency: CURRENCY } };
}

function parseItems(body: string): readonly unknown[] | undefined {
  try {
    const items: unknown = asRecord(JSON.parse(body)).items;
    return Array.isArray(items) ? items : undefined;
  } catch {
    return undefined;
  }
}

function toOrderLine(item: unknown): OrderLine | string {
  const { sku, quantity } = asRecord(item);
  const product = PRODUCTS.find((candidate) => candidate.sku === sku);
  if (product === undefined) return `There is no product ${JSON.stringify(sku ?? null)}`;
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY) {
    return `The quantity of "${product.sku}" must be a whole number from 1 to ${MAX_QUANTITY}`;
  }
  return { sku: product.sku, quantity, lineCents: quantity * product.priceCents };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
