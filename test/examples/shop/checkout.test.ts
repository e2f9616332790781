import { describe, expect, it } from 'vitest';
import { checkOut } from '../../../examples/shop/checkout.ts';

const NO_ITEMS = 'The body must be JSON with at least one entry in "items"';
const BAD_QUANTITY = 'The quantity of "mug" must be a whole number from 1 to 100';

describe('checkOut()', () => {
  it('confirms every line and the total', () => {
    const items = [
      { sku: 'mug', quantity: 2 },
      { sku: 'lantern', quantity: 1 },
    ];
    expect(checkOut(JSON.stringify({ items }))).toEqual({
      order: {
        status: 'confirmed',
        lines: [
          { sku: 'mug', quantity: 2, lineCents: 2_900 },
          { sku: 'lantern', quantity: 1, lineCents: 4_900 },
        ],
        totalCents: 7_800,
        currency: 'EUR',
      },
    });
  });

  it.each([
    ['an empty body', '', NO_ITEMS],
    ['something else than JSON', 'sku=mug', NO_ITEMS],
    ['JSON that is no object', 'null', NO_ITEMS],
    ['no items', '{}', NO_ITEMS],
    ['an empty list of items', '{"items": []}', NO_ITEMS],
    ['items that are no list', '{"items": {"sku": "mug"}}', NO_ITEMS],
    ['an item that is no object', '{"items": [null]}', 'There is no product null'],
    ['an item without a product', '{"items": [{"quantity": 1}]}', 'There is no product null'],
    ['a product the shop does not have', '{"items": [{"sku": "tent", "quantity": 1}]}', 'There is no product "tent"'],
    ['no quantity', '{"items": [{"sku": "mug"}]}', BAD_QUANTITY],
    ['a quantity of none', '{"items": [{"sku": "mug", "quantity": 0}]}', BAD_QUANTITY],
    ['half a product', '{"items": [{"sku": "mug", "quantity": 1.5}]}', BAD_QUANTITY],
    ['more than anyone can carry', '{"items": [{"sku": "mug", "quantity": 101}]}', BAD_QUANTITY],
    ['a quantity in words', '{"items": [{"sku": "mug", "quantity": "2"}]}', BAD_QUANTITY],
  ])('refuses %s', (_case, body, error) => {
    expect(checkOut(body)).toEqual({ error });
  });
});
