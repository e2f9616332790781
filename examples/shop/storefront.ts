import { formatPrice, PRODUCTS, type Product } from './products.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
  ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1rem; padding: 0; list-style: none; }
  li { display: grid; gap: 0.5rem; align-content: space-between; padding: 1rem; border: 1px solid #8886; border-radius: 0.5rem; }
  h2, p { margin: 0; }
  h2 { font-size: 1.1rem; }
  button { font: inherit; padding: 0.4rem; }`;

/** The page of a visitor on a good day: every product with a price and an "Add to basket" button. */
export function renderStorefront(): string {
  return renderPage(
    'The Little Outdoor Shop',
    `<p>Four things worth carrying.</p>
    <ul>
${PRODUCTS.map(renderProduct).join('\n')}
    </ul>`,
  );
}

/** What a visitor sees while the shop is in maintenance, with status 200: only its words tell that nothing is for sale. */
export function renderMaintenance(): string {
  return renderPage(
    'We will be back soon',
    '<p>The shop is being looked after. Please come back in a little while.</p>',
  );
}

function renderProduct({ sku, name, description, priceCents }: Product): string {
  return `      <li id="${sku}">
        <h2>${name}</h2>
        <p>${description}</p>
        <p><strong>${formatPrice(priceCents)}</strong></p>
        <button type="button">Add to basket</button>
      </li>`;
}

function renderPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>${STYLE}
    </style>
  </head>
  <body>
    <h1>${title}</h1>
    ${content}
  </body>
</html>
`;
}
