import type { CellValue, ColumnUnit, EvidenceTable } from '../../../shared/model/evidence-table.ts';

type Row = EvidenceTable['rows'][number];

const columns = (...all: readonly (readonly [key: string, title: string, unit: ColumnUnit])[]) =>
  all.map(([key, title, unit]) => ({ key, title, unit }));
const row = (values: readonly CellValue[], grade?: Row['grade']): Row => ({ values, ...(grade && { grade }) });

const report = `SELECT c.name, count(*) AS orders, sum(o.total) AS revenue, max(o.placed_at) AS last_order
FROM orders o
  JOIN customers c ON c.id = o.customer_id
  LEFT JOIN order_items i ON i.order_id = o.id
WHERE lower(o.note) LIKE $1 AND o.placed_at > now() - $2::interval
GROUP BY c.name
ORDER BY revenue DESC
LIMIT $3`;

const migration = 'ALTER TABLE orders ADD COLUMN gift_note text';

const slow: EvidenceTable = {
  name: 'slow',
  title: 'Long-running sessions',
  columns: columns(
    ['pid', 'Process', 'text'],
    ['runs', 'Statement runs for', 'seconds'],
    ['transaction', 'Transaction open for', 'seconds'],
    ['state', 'State', 'text'],
    ['wait', 'Waits for', 'text'],
    ['blocker', 'Held up by process', 'text'],
    ['user', 'Role', 'text'],
    ['application', 'Application', 'text'],
    ['query', 'Statement', 'code'],
  ),
  rows: [
    row(['48213', 312, 314, 'active', 'IO DataFileRead', null, 'reporting', 'metabase', report], 'critical'),
    row(['48377', 74, 74.2, 'active', 'Lock relation', '48213', 'shop_deploy', 'migrate', migration], 'critical'),
    row(
      [
        '48391',
        41.3,
        41.3,
        'active',
        'Lock relation',
        '48377',
        'shop_app',
        'checkout',
        'SELECT * FROM orders WHERE id = $1',
      ],
      'warning',
    ),
    row([
      '48120',
      null,
      22,
      'idle in transaction',
      'Client ClientRead',
      null,
      'shop_app',
      'worker',
      'UPDATE carts SET seen_at = now() WHERE id = $1',
    ]),
  ],
};

const blocked: EvidenceTable = {
  name: 'blocked',
  title: 'Blocked sessions',
  columns: columns(
    ['pid', 'Process', 'text'],
    ['wait', 'Waiting for', 'seconds'],
    ['lock', 'Lock', 'text'],
    ['relation', 'On', 'code'],
    ['root', 'Root blocker', 'text'],
    ['query', 'Statement', 'code'],
  ),
  rows: [
    row(
      ['48377', 74, 'AccessExclusiveLock', 'public.orders', 'process 48213 of reporting (metabase)', migration],
      'critical',
    ),
    row(
      [
        '48391',
        41.3,
        'AccessShareLock',
        'public.orders',
        'process 48213 of reporting (metabase)',
        'SELECT * FROM orders WHERE id = $1',
      ],
      'warning',
    ),
    row(
      [
        '48402',
        38.9,
        'RowExclusiveLock',
        'public.orders',
        'process 48213 of reporting (metabase)',
        'INSERT INTO orders (customer_id, total) VALUES ($1, $2)',
      ],
      'warning',
    ),
  ],
};

const texts = [
  report,
  'SELECT * FROM products WHERE search @@ plainto_tsquery($1) ORDER BY rank DESC LIMIT $2',
  'SELECT * FROM orders WHERE id = $1',
  'INSERT INTO events (kind, payload) VALUES ($1, $2)',
  'UPDATE carts SET seen_at = now() WHERE id = $1',
  'SELECT count(*) FROM order_items WHERE shipped_at IS NULL',
];

const statements: EvidenceTable = {
  name: 'statements',
  title: 'Statements by total time',
  columns: columns(
    ['query', 'Statement', 'code'],
    ['calls', 'Calls', 'count'],
    ['recentCalls', 'Calls since last look', 'count'],
    ['recentMean', 'Mean since last look', 'milliseconds'],
    ['total', 'Total', 'milliseconds'],
    ['mean', 'Mean', 'milliseconds'],
    ['min', 'Least', 'milliseconds'],
    ['max', 'Most', 'milliseconds'],
    ['stddev', 'Deviation', 'milliseconds'],
    ['rows', 'Rows', 'count'],
    ['hit', 'Cache hit', 'percent'],
    ['user', 'Role', 'text'],
  ),
  rows: Array.from({ length: 18 }, (_, index) => {
    const meanMs = index === 0 ? 6_420.51 : 812.4 / (index + 0.4) ** 2;
    const calls = index === 0 ? 412 : 48_000 * (index + 1);
    return row(
      [
        texts[index % texts.length] ?? '',
        calls,
        index === 5 ? null : Math.round(calls / 300),
        index === 5 ? null : meanMs * 1.1,
        meanMs * calls,
        meanMs,
        meanMs / 9,
        meanMs * 14,
        meanMs / 2,
        calls * 3,
        99.9 - index / 3,
        index === 0 ? 'reporting' : 'shop_app',
      ],
      index === 0 ? 'critical' : meanMs > 300 ? 'warning' : undefined,
    );
  }),
};

const functions: EvidenceTable = {
  name: 'functions',
  title: 'Functions',
  columns: columns(
    ['name', 'Function', 'code'],
    ['calls', 'Calls', 'count'],
    ['mean', 'Mean', 'milliseconds'],
    ['target', 'Target', 'milliseconds'],
    ['rating', 'Rating', 'text'],
  ),
  rows: [
    row(['public.search_products', 91_204, 118.4, 50, 'slow'], 'warning'),
    row(['public.price_of', 1_204_377, 3.1, 5, 'good'], 'ok'),
    row(['public.tax_rate', 2_410_118, 0.4, null, 'excellent'], 'ok'),
  ],
};

const indexes: EvidenceTable = {
  name: 'indexes',
  title: 'Indexes',
  columns: columns(
    ['name', 'Index', 'code'],
    ['table', 'Table', 'code'],
    ['size', 'Size', 'bytes'],
    ['scans', 'Scans', 'count'],
    ['lastScan', 'Last scan', 'seconds'],
    ['use', 'Used', 'text'],
    ['remark', 'Remark', 'text'],
  ),
  rows: [
    row(['public.orders_pkey', 'public.orders', 412_000_000, 48_211_309, 0.4, 'frequently', 'holds a constraint']),
    row(['public.orders_note_idx', 'public.orders', 388_000_000, 0, null, 'never', 'unused for 7 days'], 'info'),
    row(
      ['public.events_kind_new', 'public.events', 96_000_000, 0, null, 'never', 'invalid: maintained but never used'],
      'warning',
    ),
  ],
};

const bloat: EvidenceTable = {
  name: 'bloat',
  title: 'Bloated tables',
  columns: columns(['name', 'Table', 'code'], ['waste', 'Wasted', 'bytes'], ['share', 'Bloat', 'percent']),
  rows: [],
  note: 'Read once a day: the first comes with the next run.',
};

const connections: EvidenceTable = {
  name: 'connections',
  title: 'Connections by state',
  columns: columns(['state', 'State', 'text'], ['count', 'Connections', 'count']),
  rows: [],
};

const standbys: EvidenceTable = {
  name: 'standbys',
  title: 'Standbys',
  columns: columns(['name', 'Standby', 'text'], ['lag', 'Lag', 'seconds']),
  rows: [],
};

/** The tables of a database with a lock chain: a report holds up a migration, which holds up the shop. */
export const lockChainTables: readonly EvidenceTable[] = [
  connections,
  slow,
  blocked,
  statements,
  functions,
  indexes,
  bloat,
  standbys,
];
