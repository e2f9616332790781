import { describe, expect, it } from 'vitest';
import { type DatabaseFailureKind, databaseFailures } from '../../../../shared/model/database-failure.ts';
import type { Measurement } from '../../../../shared/postgres/checks/check.ts';
import { type DatabaseCheckName, databaseChecks } from '../../../../shared/postgres/checks/registry.ts';
import { emptyHealthState } from '../../../../shared/postgres/health-state.ts';
import { type HealthWindow, makeHealthWindow } from '../../../../shared/postgres/health-window.ts';
import type { PulseSample } from '../../../../shared/postgres/sample.ts';
import {
  connections,
  counters,
  firstWindow,
  indexRow,
  pulseSample,
  slowSession,
  startMs,
  statementRow,
  tableRow,
  windowAfter,
} from '../samples.ts';

const measure = (check: DatabaseCheckName, window: HealthWindow): Measurement | undefined =>
  databaseChecks[check].measure(window);
const now = (pulse: Partial<PulseSample>) => firstWindow({ pulse: pulseSample(pulse) });
const between = (first: Partial<PulseSample>, second: Partial<PulseSample>) =>
  windowAfter({ pulse: first }, { pulse: second });
const statements = (calls: number, totalMs: number) => ({ calls, totalMs, resetAt: '1767520800' });
const calledFunction = (calls: number, totalMs: number) => [
  { oid: 1, name: 'public.calculate_revenue', calls, totalMs },
];
const queue: Partial<PulseSample> = {
  connections: connections({ waitingForLock: 2 }),
  longestLockWaitSeconds: 42.4,
  blocked: [
    {
      pid: 30,
      waitSeconds: 42.4,
      by: [20],
      root: 10,
      lock: 'relation',
      mode: 'AccessShareLock',
      relation: 'public.orders',
      user: 'shop',
      application: 'api',
      query: 'SELECT * FROM orders',
    },
  ],
  roots: [
    {
      pid: 10,
      blocks: 2,
      state: 'idle in transaction',
      transactionSeconds: 300,
      stateSeconds: 290,
      user: 'shop',
      application: 'worker',
      wait: 'Client/ClientRead',
      query: 'UPDATE orders SET total = ?',
    },
  ],
};
const idle = slowSession({ state: 'idle in transaction', idleSeconds: 130, query: 'UPDATE orders SET total = ?' });
const replica = { name: 'standby', address: '192.0.2.7', state: 'streaming', lagSeconds: 0.4, lagBytes: 9_000_000 };
const receiver = { receiving: true, replayLagBytes: 0, paused: false, lastMessageSeconds: 1 };
const hour = (sizeBytes: number) => ({ objects: { sizeBytes }, afterMs: 10 * 60_000 });

const cases: readonly (readonly [string, DatabaseCheckName, HealthWindow, number | undefined, ...string[]])[] = [
  ['an answer is up', 'unreachable', now({}), 0],
  ['a paused cluster is not down', 'unreachable', firstWindow({ paused: true }), 0],
  ['no run says nothing', 'unreachable', firstWindow(), undefined],
  ['a monitor that sees all', 'unmonitored', now({}), 0],
  ['a role without pg_monitor', 'unmonitored', now({ monitor: false }), 1, 'dbhealth is not a member of pg_monitor'],
  ['hidden sessions', 'unmonitored', now({ connections: connections({ hidden: 4 }) }), 1, '4 sessions'],
  ['no pg_stat_statements is a note', 'unmonitored', now({ statements: null }), 0],
  ['connections', 'connections', now({}), 10, 'Most by role shop, application api: 8 idle, 2 active'],
  ['active connections', 'active-connections', now({}), 2],
  [
    'connections of those that are usable',
    'connections-used',
    now({ connections: connections({ total: 91 }) }),
    93.814,
    '91 of 97',
  ],
  [
    'a full server',
    'connections-used',
    firstWindow({ failure: { kind: 'full', message: 'too many clients' } }),
    100,
    'too many clients',
  ],
  ['a limit that cannot be read', 'connections-used', now({ connections: connections({ max: null }) }), undefined],
  [
    'idle transactions',
    'idle-in-transaction',
    now({ connections: connections({ idleInTransaction: 3 }), slow: [idle] }),
    3,
    'PID 4711',
  ],
  [
    'the oldest idle transaction',
    'idle-transaction-age',
    now({ connections: connections({ longestIdleInTransactionSeconds: 130 }), slow: [slowSession(), idle] }),
    130,
    'PID 4711 (role shop, application report) has been idle in transaction for 2 min',
    'UPDATE orders SET total = ?',
  ],
  [
    'a prepared transaction',
    'idle-transaction-age',
    now({ prepared: { count: 1, oldestSeconds: 900 } }),
    900,
    'prepared transaction',
    '15 min',
  ],
  ['no idle transaction', 'idle-transaction-age', now({}), 0],
  [
    'a long query',
    'long-query',
    now({ connections: connections({ longestQuerySeconds: 73 }), slow: [idle, slowSession()] }),
    73,
    'PID 4711 (role shop, application report) has been running for 73 s',
    'SELECT sum(total)',
  ],
  ['no long query', 'long-query', now({ connections: connections({ longestQuerySeconds: null }) }), 0],
  [
    'a queue for a lock',
    'lock-wait',
    now(queue),
    42.4,
    'PID 10 (role shop, application worker), idle in transaction for 5 min, blocks 2 sessions; its last statement: UPDATE',
  ],
  ['no queue', 'lock-wait', now({}), 0],
  ['a deadlock', 'deadlocks', between({}, { counters: counters({ deadlocks: 5 }) }), 2],
  ['a cold cache', 'cache-hit', between({}, { counters: counters({ blocksRead: 22_500, blocksHit: 987_500 }) }), 75],
  [
    'a cache that is hardly used',
    'cache-hit',
    between({}, { counters: counters({ blocksRead: 20_010, blocksHit: 980_010 }) }),
    undefined,
  ],
  [
    'a slow function',
    'slow-function',
    between({}, { functions: calledFunction(4, 2_400) }),
    600,
    'Function public.calculate_revenue took 600 ms on average, in 4 calls',
  ],
  [
    'a function that nobody calls',
    'slow-function',
    between({ functions: calledFunction(4, 9) }, { functions: calledFunction(4, 9) }),
    undefined,
  ],
  [
    'a function beyond its target',
    'function-target',
    between({}, { functions: calledFunction(4, 2_400) }),
    600,
    'its target is 100 ms',
  ],
  ['sequential scans', 'sequential-scans', between({}, { sequentialScans: 7_000 }), 100],
  ['statements a second', 'query-rate', between({}, { statements: statements(70_000, 60_000) }), 1_000],
  [
    'transactions a second',
    'transaction-rate',
    between({}, { counters: counters({ commits: 5_500, rollbacks: 110 }) }),
    10,
  ],
  ['the mean statement', 'mean-query', between({}, { statements: statements(10_100, 75_000) }), 250],
  ['no statement', 'mean-query', between({}, {}), undefined],
  ['growth that is not yet known', 'growth', windowAfter(...Array.from({ length: 6 }, () => hour(1e9))), undefined],
  ['growth over an hour', 'growth', windowAfter(...Array.from({ length: 13 }, (_, n) => hour(1e9 + n * 4e6))), 24],
  ['the size', 'size', windowAfter({ objects: {} }), 1_000_000_000],
  [
    'retained WAL',
    'retained-wal',
    now({ slots: [{ name: 'debezium', type: 'logical', active: false, walStatus: 'extended', retainedBytes: 2e9 }] }),
    2e9,
    'Slot debezium, which nobody reads, keeps 2 GB',
  ],
  ['no slot', 'retained-wal', now({}), 0],
  [
    'wraparound',
    'wraparound',
    now({ wraparound: { xidAge: 1_900_000_000, mxidAge: 5, worstDatabase: 'old' } }),
    88.476,
    'Database old',
    'transaction ids',
  ],
  [
    'multixacts',
    'wraparound',
    now({ wraparound: { xidAge: 5, mxidAge: 1_100_000_000, worstDatabase: 'old' } }),
    51.223,
    'multixact',
  ],
  ['the first pulse', 'restarts', now({}), undefined],
  ['an ordinary pulse', 'restarts', between({}, {}), 0],
  ['a restart', 'restarts', between({}, { startedAt: '1767600000.1' }), 1, 'started at 2026-01-05T08:00:00.100Z'],
  ['a promotion', 'restarts', between({ standby: true }, {}), 1, 'promoted'],
  [
    'a crash of a session',
    'restarts',
    between({}, { counters: counters({ commits: 1, resetAt: null }) }),
    1,
    'recovered from the crash',
  ],
  ['no replica', 'replica-lag', now({}), undefined],
  ['a replica that has replayed all', 'replica-lag', now({ replicas: [{ ...replica, lagBytes: 0 }] }), 0],
  ['a replica that is a moment behind', 'replica-lag', now({ replicas: [replica] }), 0.4],
  [
    'a replica whose replay is paused',
    'replica-lag',
    windowAfter(
      { pulse: { walPosition: 4_000_000_000 } },
      { pulse: { walPosition: 4_995_000_000 } },
      { pulse: {} },
      { pulse: { replicas: [replica] } },
    ),
    120,
    'Replica standby has not replayed the last 9 MB of WAL, 2 min old',
  ],
  ['pg_receivewal', 'replica-lag', now({ replicas: [{ ...replica, lagBytes: null, lagSeconds: null }] }), undefined],
  [
    'an Aurora reader',
    'replica-lag',
    now({
      aurora: true,
      walPosition: null,
      auroraReplicas: [
        { id: 'w', writer: true, lagMs: null },
        { id: 'r', writer: false, lagMs: 2_500 },
      ],
    }),
    2.5,
    'Reader r',
  ],
  ['a standby that is up to date', 'replica-lag', now({ standby: true, receiver }), 0],
  [
    'a standby that is paused',
    'replica-lag',
    windowAfter(
      { pulse: { standby: true, receiver, walPosition: 1_000 } },
      { pulse: { standby: true, receiver, walPosition: 2_000 } },
      { pulse: { standby: true, walPosition: 3_000, receiver: { ...receiver, replayLagBytes: 1_500, paused: true } } },
    ),
    60,
    'paused',
  ],
  [
    'a standby that was cut off',
    'replica-lag',
    windowAfter(
      { pulse: { standby: true, receiver } },
      { pulse: { standby: true, receiver: { ...receiver, receiving: false } } },
    ),
    60,
    'receives nothing',
  ],
  [
    'a standby that never streamed',
    'replica-lag',
    now({ standby: true, receiver: { ...receiver, receiving: false } }),
    undefined,
  ],
  ['all replicas', 'replicas-lost', between({ replicas: [replica] }, { replicas: [replica] }), 0],
  [
    'a replica that is gone',
    'replicas-lost',
    between({ replicas: [replica] }, {}),
    1,
    'Replica standby does not stream',
  ],
  [
    'one of two of a name',
    'replicas-lost',
    between({ replicas: [replica, replica] }, { replicas: [replica] }),
    1,
    '1 of 2 replicas named standby',
  ],
  [
    'a replica that is catching up',
    'replicas-lost',
    between({ replicas: [replica] }, { replicas: [{ ...replica, state: 'catchup' }] }),
    1,
  ],
  [
    'a replica that has been gone for a day',
    'replicas-lost',
    windowAfter({ pulse: { replicas: [replica] } }, { pulse: {}, afterMs: 86_400_001 }),
    0,
  ],
  [
    'a standby without its primary',
    'replicas-lost',
    windowAfter(
      { pulse: { standby: true, receiver } },
      { pulse: { standby: true, receiver: { ...receiver, receiving: false } } },
    ),
    1,
  ],
  [
    'dead rows',
    'dead-tuples',
    windowAfter({
      objects: {
        tableRows: [tableRow(), tableRow({ name: 'public.carts', live: 3_000, dead: 9_000, vacuumSeconds: null })],
      },
    }),
    75,
    'Table public.carts has 9,000 dead rows',
    'never vacuumed',
  ],
  ['few dead rows', 'dead-tuples', windowAfter({ objects: { tableRows: [tableRow({ live: 10, dead: 900 })] } }), 0],
  [
    'measured bloat',
    'bloat',
    firstWindow({
      bloat: { tableRows: [{ oid: 1, name: 'public.carts', bytes: 1e9, uselessPercent: 74.5, uselessBytes: 7e8 }] },
    }),
    74.5,
    '75 % of public.carts (1 GB)',
    'pgstattuple',
  ],
  [
    'estimated bloat',
    'bloat',
    windowAfter({ objects: {} }, { objects: { tableRows: [tableRow({ bytesPerRow: 800 })] } }),
    75,
    'public.orders',
  ],
  [
    'unused indexes',
    'unused-indexes',
    windowAfter({
      objects: { countedSeconds: 9 * 86_400, indexRows: [indexRow(), indexRow({ oid: 2, needed: true })] },
    }),
    1,
    'Index public.orders_note_idx on public.orders (12 MB)',
  ],
  [
    'invalid indexes',
    'invalid-indexes',
    windowAfter({ objects: { indexRows: [indexRow({ valid: false }), indexRow()] } }),
    1,
    'orders_note_idx',
  ],
  [
    'duplicate indexes',
    'duplicate-indexes',
    windowAfter({ objects: { indexRows: [indexRow({ twin: 'orders_a' }), indexRow()] } }),
    1,
    'equal to orders_a',
  ],
  ['no look at objects', 'invalid-indexes', now({}), undefined],
];

describe('the checks', () => {
  const named = cases.map(([sentence, check, window, value, ...words]) => ({ sentence, check, window, value, words }));

  it.each(named)('measure $sentence', ({ check, window, value, words }) => {
    const measured = measure(check, window);
    if (value === undefined) expect(measured).toBeUndefined();
    else expect(measured?.value).toBeCloseTo(value, 2);
    for (const word of words) expect(measured?.culprit).toContain(word);
  });

  it('are each measured above', () => {
    const names = Object.keys(databaseChecks).filter((name) => name !== 'statement-p95');
    expect(new Set(cases.map(([, check]) => check))).toEqual(new Set(names));
  });
});

describe('the check long-query', () => {
  it('blames who holds up a statement that only waits, and spares the victim', () => {
    const waiting = slowSession({ pid: 30, state: 'active', querySeconds: 42, wait: 'Lock/relation' });
    const measured = measure('long-query', now({ ...queue, slow: [waiting] }));
    expect(measured?.culprit).toMatch(/PID 30 .*; it waits for .*PID 10/);
    expect(measured?.remedy).toBe(
      'It is not slow itself: SELECT pg_terminate_backend(10) ends the session that holds it up.',
    );
  });

  it('says who holds up a statement that waits for a lock', () => {
    const waiting = slowSession({ pid: 30, wait: 'Lock/relation' });
    const facts = measure('long-query', now({ ...queue, slow: [waiting] }))?.facts;
    expect(facts?.[0]?.value).toContain('Lock/relation, held up by PID 10 (role shop, application worker)');
  });
});

describe('the check statement-p95', () => {
  const first = { calls: 0, totalMs: 0, statementRows: [] };
  const rows = [
    statementRow({ id: 'slow', calls: 10, totalMs: 9_000, query: 'SELECT slow' }),
    statementRow({ id: 'fast', calls: 90, totalMs: 90, query: 'SELECT fast' }),
  ];

  it.each([
    ['a tenth of calls that is slow', 100, 9_090, 900],
    ['slow calls beyond the hundred that are listed', 200, 109_090, 1_000],
    ['slow calls that are fewer than one in twenty', 1_000, 9_990, 1],
  ])('sees %s', (_, calls, totalMs, value) => {
    const window = windowAfter({ statements: first }, { statements: { calls, totalMs, statementRows: rows } });
    expect(measure('statement-p95', window)?.value).toBeCloseTo(value, 6);
  });

  it('is unknown where nothing was called, and after a reset', () => {
    expect(measure('statement-p95', windowAfter({ statements: {} }, { statements: {} }))).toBeUndefined();
    expect(measure('statement-p95', windowAfter({ statements: {} }, { statements: first }))).toBeUndefined();
  });
});

describe('a failed pulse', () => {
  const failed = (kind: DatabaseFailureKind, lastedMs = 0) => {
    const before = { ...emptyHealthState, failing: { kind, sinceMs: startMs - lastedMs } };
    return makeHealthWindow({ atMs: startMs, failure: { kind, message: 'so it says' } }, { before });
  };
  const down = {
    unreachable: 1,
    untrusted: 1,
    timeout: 1,
    starting: 0,
    resuming: 0,
    full: 0,
    locked: 0,
    'too-large': 0,
    rejected: 0,
  };

  it.each(Object.keys(databaseFailures) as DatabaseFailureKind[])('of kind "%s" means what it must', (kind) => {
    const window = failed(kind);
    const values = Object.fromEntries(
      Object.entries(databaseChecks).flatMap(([name, check]) => {
        const measured = check.measure(window);
        return measured === undefined ? [] : [[name, measured.value]];
      }),
    );
    expect(values).toEqual({
      ...(kind in down && { unreachable: down[kind as keyof typeof down] }),
      ...(['credentials', 'no-database', 'rejected'].includes(kind) && { unmonitored: 1 }),
      ...(kind === 'full' && { 'connections-used': 100 }),
    });
  });

  it('of a server that has been starting for two minutes means that it is down', () => {
    expect(measure('unreachable', failed('starting', 119_999))?.value).toBe(0);
    expect(measure('unreachable', failed('starting', 120_000))?.value).toBe(1);
    expect(measure('unreachable', failed('resuming', 300_000))?.value).toBe(1);
  });
});
