/** What the address in the browser's bar shows: the part after `#`. */
export type Route =
  | { readonly page: 'overview' }
  | { readonly page: 'endpoint'; readonly id: string }
  | { readonly page: 'databases' }
  | { readonly page: 'database'; readonly id: string }
  | { readonly page: 'numbers' }
  | { readonly page: 'number'; readonly id: string }
  | { readonly page: 'reports' }
  | { readonly page: 'report'; readonly id: string }
  | { readonly page: 'alarms' }
  | { readonly page: 'alarm'; readonly id: string }
  | { readonly page: 'incidents' }
  | { readonly page: 'incident'; readonly id: string }
  | { readonly page: 'on-call' }
  | { readonly page: 'policies' }
  | { readonly page: 'inbox' }
  | { readonly page: 'delivery'; readonly id: string }
  | { readonly page: 'dashboards' }
  | { readonly page: 'dashboard'; readonly id: string }
  | { readonly page: 'not-found'; readonly hash: string };

const sections = {
  endpoints: { one: 'endpoint' },
  databases: { all: 'databases', one: 'database' },
  numbers: { all: 'numbers', one: 'number' },
  reports: { all: 'reports', one: 'report' },
  alarms: { all: 'alarms', one: 'alarm' },
  incidents: { all: 'incidents', one: 'incident' },
  'on-call': { all: 'on-call' },
  policies: { all: 'policies' },
  inbox: { all: 'inbox', one: 'delivery' },
  dashboards: { all: 'dashboards', one: 'dashboard' },
} as const;

/** Reads a location hash. Ids may hold slashes, escaped or not. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#?\/?/, '').replace(/\/$/, '');
  if (path === '') return { page: 'overview' };
  const [section = '', ...rest] = path.split('/');
  const notFound: Route = { page: 'not-found', hash };
  if (!Object.hasOwn(sections, section)) return notFound;
  const pages = sections[section as keyof typeof sections];
  const id = decode(rest.join('/'));
  if (id === undefined) return notFound;
  if (id !== '') return 'one' in pages ? { page: pages.one, id } : notFound;
  return 'all' in pages ? { page: pages.all } : notFound;
}

/** The link to a page, e.g. `#/alarms/endpoint/web/down`. */
export function hrefOf(route: Exclude<Route, { readonly page: 'not-found' }>): string {
  if (route.page === 'overview') return '#/';
  for (const [section, pages] of Object.entries(sections)) {
    if ('all' in pages && route.page === pages.all) return `#/${section}`;
    if ('one' in pages && route.page === pages.one && 'id' in route) return `#/${section}/${encode(route.id)}`;
  }
  return '#/';
}

function encode(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
