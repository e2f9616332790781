import { describe, expect, it, vi } from 'vitest';
import { queryKpis } from '../../../functions/kpi-query/query-kpis.ts';
import { historyLimitMs } from '../../../functions/kpi-query/read-last-weeks.ts';
import { publishReserveMs } from '../../../shared/jobs/publish-run.ts';
import type { DatabaseFailureKind } from '../../../shared/model/database-failure.ts';
import type { KpiSpec } from '../../../shared/model/kpi.ts';
import type { SqlOutcome } from '../../../shared/ports/database.ts';
import { createKpiWorld, kpiConfig, wrappedAnswer } from '../../support/kpi-fakes.ts';
import { kpiAlert, kpiSpec } from '../../support/kpi-spec.ts';

const job = 'kpi-query/15m';
const scheduled = { job, scheduledAt: '2026-01-05T08:30:42Z' };
const atMs = Date.parse(scheduled.scheduledAt);
const minuteMs = Date.parse('2026-01-05T08:30:00Z');

const kpi = (
  id: string,
  differs: Partial<KpiSpec> & { readonly database?: string; readonly sql?: string } = {},
): KpiSpec => {
  const { database = 'shop', sql = id, ...spec } = differs;
  return kpiSpec({ id, title: id, source: { kind: 'sql', database, sql }, ...spec });
};

const failure = (kind: DatabaseFailureKind, message: string): SqlOutcome => ({ ok: false, failure: { kind, message } });
const never = (): Promise<SqlOutcome> => new Promise(() => undefined);

describe('queryKpis()', () => {
  it('publishes values, labels and verdicts of a job in one call, stamped with the scheduled minute', async () => {
    const funnel = { labels: ['visit', 'pay'], judge: 'sum', alerts: [kpiAlert({ name: 'low' })] } as const;
    const world = createKpiWorld({
      script: (_, sql) =>
        sql === 'funnel'
          ? wrappedAnswer('{"step":"visit","n":900}', '{"step":"pay","n":60}', '{"step":"other","n":5}')
          : wrappedAnswer('{"n":5}'),
    });
    const config = kpiConfig([kpi('orders'), kpi('funnel', funnel)]);
    const report = await queryKpis(scheduled, 60_000, { config, ports: world.ports });
    expect(world.told()).toEqual([
      `ResultPercent ${job} 100`,
      'KpiValue orders 5',
      'KpiValue funnel 965',
      'KpiValue funnel visit 900',
      'KpiValue funnel pay 60',
      'KpiBreach funnel low 1',
    ]);
    expect(new Set(world.data.map(({ timestampMs }) => timestampMs))).toEqual(new Set([minuteMs]));
    expect(report).toMatchObject({ job, metrics: { sent: 6, lost: 0 }, counts: { error: 0, breached: 1, fine: 1 } });
    expect(report.summary).toMatch(/^1 breached, 1 fine of 2 KPIs, queried in \d+\.\d s$/);
    expect(report.results.map(({ kpi: id }) => id)).toEqual(['funnel', 'orders']);
  });

  it('writes a result, a finding, a table and a run', async () => {
    const world = createKpiWorld({ script: () => wrappedAnswer('{"tier":"a","n":1}', '{"tier":"b","n":2}') });
    const config = kpiConfig([kpi('orders', { alerts: [kpiAlert()] })]);
    await queryKpis(scheduled, 60_000, { config, ports: world.ports });
    expect(world.results).toMatchObject([{ kpi: 'orders', outcome: 'value', value: 1, atMs }]);
    expect(world.findings).toMatchObject([{ key: 'kpi/mrr/alert', reason: 'a: 1 EUR is below 1,000 EUR', atMs }]);
    expect(world.tables).toMatchObject([
      {
        name: 'rows',
        columns: [{ key: 'label' }, { key: 'value', title: 'EUR' }],
        rows: [{ values: ['a', 1] }, { values: ['b', 2] }],
      },
    ]);
    expect(world.runs).toMatchObject([{ job, subject: 'kpi/orders', status: 'completed', scheduledAtMs: atMs }]);
    expect([...world.jobs]).toEqual([job]);
  });

  it('logs in as the role for KPIs, keeps to two connections per database, and closes all of them', async () => {
    const world = createKpiWorld();
    const kpis = Array.from({ length: 7 }, (_, index) => kpi(`k${index}`, { database: index < 5 ? 'shop' : 'crm' }));
    await queryKpis(scheduled, 60_000, { config: kpiConfig(kpis), ports: world.ports });
    expect([...world.roles]).toEqual(['kpi']);
    expect([world.mostOpen('shop'), world.mostOpen('crm'), world.stillOpen()]).toEqual([2, 2, 0]);
    expect(world.results.map(({ kpi: id }) => id)).toEqual(kpis.map(({ id }) => id));
  });

  it.each<readonly [DatabaseFailureKind, string, boolean]>([
    ['timeout', 'timeout', true],
    ['rejected', 'error', true],
    ['unreachable', 'error', true],
    ['too-large', 'error', true],
    ['ours', 'error', false],
  ])('tells a failure of the kind "%s"', async (kind, outcome, isJudged) => {
    const world = createKpiWorld({ script: () => failure(kind, 'no answer') });
    const failing = kpiAlert({ name: 'failing', condition: { kind: 'outcome', outcomes: ['error', 'timeout'] } });
    const report = await queryKpis(scheduled, 60_000, {
      config: kpiConfig([kpi('orders', { alerts: [failing] })]),
      ports: world.ports,
    });
    expect(world.results).toMatchObject([{ outcome, reason: 'no answer' }]);
    expect(world.told()).toEqual(
      isJudged ? [`ResultPercent ${job} 100`, 'KpiBreach orders failing 1'] : [`ResultPercent ${job} 0`],
    );
    expect(world.runs).toMatchObject([{ status: 'error', message: 'no answer' }]);
    expect(report.counts.error).toBe(1);
  });

  it('does not let one database that hangs delay another, and loses no sample', async () => {
    const world = createKpiWorld({ script: (database) => (database === 'stuck' ? never() : wrappedAnswer('{"n":1}')) });
    const kpis = [
      kpi('a', { database: 'stuck' }),
      kpi('b', { database: 'stuck' }),
      kpi('c', { database: 'stuck' }),
      kpi('d'),
    ];
    const done = queryKpis(scheduled, 60_000, { config: kpiConfig(kpis), ports: world.ports });
    await vi.waitFor(() => expect(world.stillOpen()).toBe(2));
    world.timer.expire(60_000 - publishReserveMs);
    await vi.waitFor(() => expect(world.timer.waited).toContain(250));
    world.timer.expire(250);
    await done;
    expect(world.results.map(({ outcome, value }) => value ?? outcome)).toEqual(['timeout', 'timeout', 'timeout', 1]);
    expect(world.told()).toEqual([`ResultPercent ${job} 25`, 'KpiValue d 1']);
    expect(world.runs.map(({ message }) => message)).toContain(
      'Out of time: the run ended before this KPI was answered',
    );
  });

  it('stays inside of its interval', async () => {
    const world = createKpiWorld();
    await queryKpis(scheduled, 3_600_000, { config: kpiConfig([kpi('a')]), ports: world.ports });
    expect(world.timer.waited).toContain(900_000 - publishReserveMs);
  });

  const weekly = kpiAlert({ name: 'week', condition: { kind: 'last-week', operator: '<', percent: 50 } });
  const point = (minutes: number, value: number) => ({ timestampMs: atMs - 7 * 86_400_000 + minutes * 60_000, value });

  it('compares with the nearest value of a week ago, and asks for it only where an alert needs it', async () => {
    const asked: unknown[] = [];
    const world = createKpiWorld({
      history: {
        async read(query) {
          asked.push(query);
          return [point(-20, 100), point(-1, 2_000), point(15, 300)];
        },
      },
    });
    await queryKpis(scheduled, 60_000, {
      config: kpiConfig([kpi('a', { alerts: [weekly] }), kpi('b')]),
      ports: world.ports,
    });
    expect(asked).toEqual([
      {
        metric: { namespace: 'Watchkeeper/shop/prod', name: 'KpiValue', dimensions: { Kpi: 'a' } },
        stat: 'Average',
        periodSeconds: 60,
        fromMs: point(-30, 0).timestampMs,
        toMs: point(31, 0).timestampMs,
      },
    ]);
    expect(world.told()).toContain('KpiBreach a week 1');
  });

  it.each([
    ['there is none', async () => [], 'there is no value of the same time a week ago'],
    [
      'it cannot be read',
      () => Promise.reject(new Error('AccessDenied')),
      'the value of a week ago could not be read: AccessDenied',
    ],
  ])('judges nothing by a week ago where %s', async (_, read, why) => {
    const world = createKpiWorld({ history: { read } });
    await queryKpis(scheduled, 60_000, { config: kpiConfig([kpi('a', { alerts: [weekly] })]), ports: world.ports });
    expect(world.results[0]?.verdicts).toEqual([{ alert: 'week', why }]);
    expect(world.told()).toEqual([`ResultPercent ${job} 100`, 'KpiValue a 812']);
  });

  it('does not wait for a history that does not answer', async () => {
    const world = createKpiWorld({ history: { read: () => new Promise(() => undefined) } });
    const done = queryKpis(scheduled, 60_000, {
      config: kpiConfig([kpi('a', { alerts: [weekly] })]),
      ports: world.ports,
    });
    await vi.waitFor(() => expect(world.timer.waited).toContain(historyLimitMs));
    world.timer.expire(historyLimitMs);
    await done;
    expect(world.results[0]?.verdicts[0]?.why).toBe('the value of a week ago was not read in time');
  });

  it('publishes nothing when a person asks', async () => {
    const world = createKpiWorld();
    const report = await queryKpis({ kpis: ['b'] }, 60_000, {
      config: kpiConfig([kpi('a'), kpi('b')]),
      ports: world.ports,
    });
    expect(world.data).toEqual([]);
    expect([...world.jobs]).toEqual(['by hand']);
    expect(report.results).toMatchObject([{ kpi: 'b', value: 812, reason: '812 EUR' }]);
  });

  it('takes what breaks in itself for a fault of ours', async () => {
    const connector = { connect: () => Promise.reject(new Error('boom')) };
    const world = createKpiWorld({ connector });
    await queryKpis(scheduled, 60_000, { config: kpiConfig([kpi('a')]), ports: world.ports });
    expect(world.results).toMatchObject([{ outcome: 'error', reason: 'The query itself failed: boom' }]);
    expect(world.told()).toEqual([`ResultPercent ${job} 0`]);
  });

  it('throws when metrics were lost, after everything was logged', async () => {
    const world = createKpiWorld({ lost: 1 });
    await expect(queryKpis(scheduled, 60_000, { config: kpiConfig([kpi('a')]), ports: world.ports })).rejects.toThrow(
      'Cannot publish all metrics of kpi-query/15m: 1 of 2 were lost: ThrottlingException: Rate exceeded',
    );
    expect(world.results).toHaveLength(1);
  });

  it('leaves out the best results where the answer would be too large', async () => {
    const row = (index: number) => JSON.stringify({ label: `${index} ${'\u{20ac}'.repeat(190)}`, n: index });
    const rows = Array.from({ length: 100 }, (_, index) => row(index));
    const world = createKpiWorld({ script: () => wrappedAnswer(...rows) });
    const kpis = Array.from({ length: 110 }, (_, index) => kpi(`k${index}`));
    const report = await queryKpis({}, 60_000, { config: kpiConfig(kpis), ports: world.ports });
    expect(report.results.length + (report.omitted ?? 0)).toBe(110);
    expect(report.omitted).toBeGreaterThan(0);
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThan(6_000_000);
  });
});
