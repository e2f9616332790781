import { type Answer, answerFrom, html, json, type Page, type PageRequest, type Pages, redirect } from '../answer.ts';
import { checkOut } from './checkout.ts';
import type { ShopConditions } from './conditions.ts';
import type { BookedOrder } from './database/order-book.ts';
import { CURRENCY, PRODUCTS } from './products.ts';
import { renderMaintenance, renderStorefront } from './storefront.ts';

/** The bearer token that opens `/account`: a constant of the demonstration, worth nothing anywhere else. */
export const SHOP_TOKEN = 'demo-shop-token';

/** How monitors call themselves. */
const MONITORS = /watchkeeper/i;

const VERSION = '1.4.2';
const DATABASE_RESPONSE_MS = 4;
const PAYMENTS_RESPONSE_MS = 38;

const PAGES: Pages<ShopConditions> = {
  '/': { GET: showStorefront },
  '/products.json': { GET: orFail(() => json(200, { currency: CURRENCY, products: PRODUCTS })) },
  '/api/health': { GET: reportHealth },
  '/checkout': { POST: orFail(takeOrder) },
  '/account': { GET: orFail(showAccount) },
  '/old-home': { GET: () => redirect('/') },
};

/** Any page of the shop, "not found" included, as fast as the shop is at the moment. */
export const answerShop: Page<ShopConditions> = (request, conditions) => ({
  ...answerFrom(PAGES, request, conditions),
  delayMs: conditions.delayMs,
});

/** The order that an answer confirms; one placed by a monitor says so. */
export function orderOf({ path, headers, body }: PageRequest, { status }: Answer): BookedOrder | undefined {
  const result = path === '/checkout' && status === 201 ? checkOut(body) : undefined;
  if (result === undefined || !('order' in result)) return undefined;
  return { order: result.order, isSynthetic: MONITORS.test(headers['user-agent'] ?? '') };
}

function showStorefront(_request: PageRequest, { inMaintenance }: ShopConditions): Answer {
  return html(200, inMaintenance ? renderMaintenance() : renderStorefront());
}

function reportHealth(_request: PageRequest, { failing }: ShopConditions): Answer {
  return json(failing ? 503 : 200, {
    status: failing ? 'failing' : 'ok',
    version: VERSION,
    checks: {
      database: failing
        ? { status: 'failing', error: 'no connection left in the pool' }
        : { status: 'ok', responseMs: DATABASE_RESPONSE_MS },
      payments: { status: 'ok', responseMs: PAYMENTS_RESPONSE_MS },
    },
  });
}

function takeOrder({ body }: PageRequest): Answer {
  const result = checkOut(body);
  return 'order' in result ? json(201, result.order) : json(400, result);
}

function showAccount({ headers }: PageRequest): Answer {
  if (headers.authorization !== `Bearer ${SHOP_TOKEN}`) {
    return json(401, { error: 'A valid bearer token is needed' }, { 'www-authenticate': 'Bearer realm="shop"' });
  }
  return json(200, { customer: 'Robin Example', orders: 3 });
}

function orFail(page: Page<ShopConditions>): Page<ShopConditions> {
  return (request, conditions) =>
    conditions.failing ? json(500, { error: 'no connection left in the pool' }) : page(request, conditions);
}
