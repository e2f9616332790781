/** Something the shop sells. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly priceCents: number;
}

/** What all prices are in, as an ISO 4217 code. */
export const CURRENCY = 'EUR';

/** Everything the shop sells. */
export const PRODUCTS: readonly Product[] = [
  { sku: 'lantern', name: 'Storm lantern', description: 'Burns for nine hours on one filling.', priceCents: 4_900 },
  { sku: 'mug', name: 'Enamel mug', description: 'Survives the campfire and the dishwasher.', priceCents: 1_450 },
  { sku: 'blanket', name: 'Wool blanket', description: 'Undyed, woven in one piece.', priceCents: 8_990 },
  { sku: 'knife', name: 'Pocket knife', description: 'One blade, and it holds its edge.', priceCents: 3_250 },
];

/** A price as the shop shows it: "14.50 EUR". */
export function formatPrice(priceCents: number): string {
  return `${(priceCents / 100).toFixed(2)} ${CURRENCY}`;
}
