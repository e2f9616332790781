import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeKpi, type KpiRun, needsLastWeek } from '../../../shared/kpi/judge.ts';
import { badReading, type KpiReading, outOfTime } from '../../../shared/kpi/reading.ts';
import type { Calendar } from '../../../shared/model/calendar.ts';
import type { KpiCondition, KpiSpec } from '../../../shared/model/kpi.ts';
import { kpiAlert, kpiSpec } from '../../support/kpi-spec.ts';

/** A Monday, 09:30 in Zurich. */
const atMs = Date.parse('2026-01-05T08:30:00Z');

const number = (value: number): KpiReading => ({ kind: 'number', value });
const rows = (values: Readonly<Record<string, number | null>>): KpiReading => ({
  kind: 'rows',
  rows: Object.entries(values).map(([label, value]) => ({ label, value })),
});
const compare = (operator: '>' | '<' | '>=' | '<=' | '=', threshold: number): KpiCondition => ({
  kind: 'compare',
  operator,
  threshold,
});

function judge(reading: KpiReading, { lastWeek, ...spec }: Partial<KpiSpec> & Pick<KpiRun, 'lastWeek'> = {}) {
  const run: KpiRun = { reading, tookMs: 12, atMs, ...(lastWeek === undefined ? {} : { lastWeek }) };
  return judgeKpi(kpiSpec({ alerts: [kpiAlert()], ...spec }), run);
}

const verdictOf = (...args: Parameters<typeof judge>) => judge(...args).result.verdicts[0];

describe('judgeKpi()', () => {
  it('explains a breach by the number and the rule', () => {
    const spec = {
      target: 1_200,
      source: { kind: 'sql', database: 'shop', sql: 'SELECT\n  sum(total)\nFROM orders' },
    } as const;
    const { result, findings, isJudged } = judge(number(812), spec);
    expect(result).toEqual({
      kpi: 'mrr',
      outcome: 'value',
      value: 812,
      rows: [],
      reason: '812 EUR',
      verdicts: [{ alert: 'alert', breached: true, why: '812 EUR is below 1,000 EUR' }],
      tookMs: 12,
      atMs,
    });
    expect(isJudged).toBe(true);
    expect(findings).toEqual([
      {
        key: 'kpi/mrr/alert',
        severity: 'warning',
        title: 'MRR is below 1,000 EUR',
        reason: '812 EUR is below 1,000 EUR',
        expected: 'at least 1,000 EUR',
        actual: '812 EUR',
        facts: [
          { label: 'Target', value: '1,200 EUR' },
          { label: 'Database', value: 'shop' },
          { label: 'Statement', value: 'SELECT sum(total) FROM orders' },
        ],
        atMs,
      },
    ]);
  });

  it.each([
    ['>', 10, false],
    ['>', 9, true],
    ['<', 10, false],
    ['<', 11, true],
    ['>=', 10, true],
    ['>=', 11, false],
    ['<=', 10, true],
    ['<=', 9, false],
    ['=', 10, true],
    ['=', 9, false],
  ] as const)('compares 10 %s %d', (operator, threshold, breached) => {
    const condition = compare(operator, threshold);
    expect(verdictOf(number(10), { alerts: [kpiAlert({ condition })] })?.breached).toBe(breached);
  });

  const lastWeek: KpiCondition = { kind: 'last-week', operator: '<', percent: 50 };
  const weekly = { alerts: [kpiAlert({ condition: lastWeek, rule: 'below 50 % of the same time last week' })] };
  it.each([
    [
      'less than half of it',
      number(400),
      { value: 1_000 },
      true,
      '400 EUR is below 50 % of the same time last week (1,000 EUR)',
    ],
    [
      'exactly half of it',
      number(500),
      { value: 1_000 },
      false,
      '500 EUR is not below 50 % of the same time last week (1,000 EUR)',
    ],
    [
      'nothing then',
      number(400),
      { value: 0 },
      undefined,
      'the value of a week ago is 0, of which there is no percentage',
    ],
    [
      'less than nothing then',
      number(400),
      { value: -10 },
      undefined,
      'the value of a week ago is -10, of which there is no percentage',
    ],
    [
      'no value of then',
      number(400),
      { problem: 'there is no value of the same time a week ago' },
      undefined,
      'there is no value of the same time a week ago',
    ],
    ['nobody who looked', number(400), undefined, undefined, 'the value of a week ago is not known'],
  ])('compares with a week ago: %s', (_, reading, then, breached, why) => {
    const verdict = verdictOf(reading, { ...weekly, ...(then === undefined ? {} : { lastWeek: then }) });
    expect(verdict).toEqual({ alert: 'alert', ...(breached === undefined ? {} : { breached }), why });
  });

  const failed = badReading('relation "orders" does not exist (SQLSTATE 42P01)');
  const timedOut: KpiReading = { ...failed, outcome: 'timeout', reason: 'no answer' };
  it.each([
    [
      'an error',
      ['error', 'timeout'],
      failed,
      true,
      'it gave an error: relation "orders" does not exist (SQLSTATE 42P01)',
    ],
    ['a timeout', ['error', 'timeout'], timedOut, true, 'it gave a timeout: no answer'],
    ['a timeout where only errors matter', ['error'], timedOut, false, 'it gave a timeout: no answer'],
    ['NULL', ['null', 'no-rows'], { kind: 'null' }, true, 'it gave NULL'],
    ['no rows', ['null', 'no-rows'], { kind: 'no-rows' }, true, 'it gave no rows'],
    ['no rows where only NULL matters', ['null'], { kind: 'no-rows' }, false, 'it gave no rows'],
    ['zero, which is a value', ['null', 'no-rows'], number(0), false, 'it gave a value, 0 EUR'],
    [
      'a fault of ours, which says nothing',
      ['error', 'timeout'],
      outOfTime,
      undefined,
      'not known: Out of time: the run ended before this KPI was answered',
    ],
  ] as const)('tells %s by its outcome', (_, outcomes, reading, breached, why) => {
    const alerts = [kpiAlert({ condition: { kind: 'outcome', outcomes } })];
    expect(verdictOf(reading, { alerts })).toEqual({
      alert: 'alert',
      ...(breached === undefined ? {} : { breached }),
      why,
    });
  });

  it.each([
    ['NULL', { kind: 'null' }, 'there is no value: NULL'],
    ['no rows', { kind: 'no-rows' }, 'there is no value: no rows'],
    ['an error', failed, 'there is no value: relation "orders" does not exist (SQLSTATE 42P01)'],
    ['a fault of ours', outOfTime, 'not known: Out of time: the run ended before this KPI was answered'],
  ] as const)('judges no number where there is none: %s', (_, reading, why) => {
    const { result, findings } = judge(reading);
    expect(result.verdicts).toEqual([{ alert: 'alert', why }]);
    expect(result.value).toBeUndefined();
    expect(findings).toEqual([]);
  });

  it('counts a KPI as judged unless the fault was ours', () => {
    expect(judge(failed).isJudged).toBe(true);
    expect(judge(outOfTime).isJudged).toBe(false);
  });

  it.each([['null'], ['no-rows']] as const)('takes %s for zero where the definition says so', (kind) => {
    const { result } = judge({ kind }, { noData: 'zero' });
    expect(result).toMatchObject({
      outcome: kind,
      value: 0,
      verdicts: [{ breached: true, why: '0 EUR is below 1,000 EUR' }],
    });
  });

  it('takes labels that are missing for zero where the definition says so', () => {
    const spec = { noData: 'zero', labels: ['visit', 'pay'], judge: 'lowest' } as const;
    expect(judge(rows({ visit: 10, other: null }), spec).result).toMatchObject({
      value: 0,
      rows: [
        { label: 'visit', value: 10 },
        { label: 'other', value: 0 },
        { label: 'pay', value: 0 },
      ],
    });
    expect(judge({ kind: 'no-rows' }, spec).result.rows).toEqual([
      { label: 'visit', value: 0 },
      { label: 'pay', value: 0 },
    ]);
  });

  it.each([
    ['highest', 30, 'b: 30 EUR', 'b: 30 EUR, the highest of 3 rows'],
    ['lowest', 10, 'a: 10 EUR', 'a: 10 EUR, the lowest of 3 rows'],
    ['sum', 60, 'the sum of 3 rows: 60 EUR', 'the sum of 3 rows: 60 EUR'],
  ] as const)('judges several rows by the %s', (by, value, who, reason) => {
    const { result, findings } = judge(rows({ a: 10, b: 30, c: 20, d: null }), { judge: by });
    expect(result).toMatchObject({ value, reason, verdicts: [{ breached: true, why: `${who} is below 1,000 EUR` }] });
    expect(findings[0]?.facts[0]).toEqual({ label: 'Rows', value: 'a 10 EUR, c 20 EUR, b 30 EUR' });
  });

  it('takes a sum that no metric holds for an error, because it would cost the metrics of all others', () => {
    const { result } = judge(rows({ a: 2e108, b: 2e108 }), { judge: 'sum' });
    expect(result.outcome).toBe('error');
    expect(result.value).toBeUndefined();
    expect(result.reason).toBe('The sum of 2 rows is beyond 2^360, which is the most that a metric holds');
    expect(result.rows).toHaveLength(2);
  });

  it('writes ages as lengths of time', () => {
    const alerts = [kpiAlert({ rule: 'older than 30m', condition: compare('>', 1_800) })];
    const { findings } = judge(number(2_700), { alerts, measures: 'age', unit: 's' });
    expect(findings[0]).toMatchObject({
      title: 'MRR is older than 30m',
      reason: '45 minutes is older than 30m',
      expected: 'at most 30 minutes',
      actual: '45 minutes',
    });
  });

  it('hides the query of an address', () => {
    const source = {
      kind: 'http',
      url: 'https://api.example/v1?key=abc',
      json: '$.total',
      headers: {},
      allowNetworks: [],
    } as const;
    expect(judge(number(1), { source }).findings[0]?.facts).toContainEqual({
      label: 'Address',
      value: 'https://api.example/v1?key=...',
    });
  });

  const monday: Calendar = { days: ['monday'], fromMinute: 0, toMinute: 1_440, except: [], timeZone: 'Europe/Zurich' };
  const sunday: Calendar = { ...monday, days: ['sunday'] };
  it.each([
    ['inside of its calendar', { during: monday }, true, '812 EUR is below 1,000 EUR'],
    ['outside of its calendar', { during: sunday }, false, 'outside of its hours'],
    ['inside of a calendar that is left out', { outside: monday }, false, 'in hours that are left out'],
    ['outside of a calendar that is left out', { outside: sunday }, true, '812 EUR is below 1,000 EUR'],
    ['in both', { during: monday, outside: monday }, false, 'in hours that are left out'],
  ])('judges %s', (_, hours, breached, why) => {
    expect(verdictOf(number(812), { alerts: [kpiAlert(hours)] })).toEqual({ alert: 'alert', breached, why });
  });

  it('ends an alert with its hours, even while nothing is known', () => {
    expect(verdictOf(outOfTime, { alerts: [kpiAlert({ during: sunday })] })?.breached).toBe(false);
  });

  it('asks for a week ago only where an alert needs it now', () => {
    expect(needsLastWeek(kpiSpec({ alerts: [kpiAlert()] }), atMs)).toBe(false);
    expect(needsLastWeek(kpiSpec({ alerts: [kpiAlert({ condition: lastWeek })] }), atMs)).toBe(true);
    expect(needsLastWeek(kpiSpec({ alerts: [kpiAlert({ condition: lastWeek, during: sunday })] }), atMs)).toBe(false);
  });

  it('finds something exactly where an alert is breached, and says the number in it', () => {
    const operator = fc.constantFrom('>', '<', '>=', '<=', '=' as const);
    fc.assert(
      fc.property(fc.integer(), operator, fc.integer(), (value, sign, threshold) => {
        const { result, findings } = judge(number(value), {
          unit: '',
          alerts: [kpiAlert({ condition: compare(sign as '=', threshold) })],
        });
        expect(findings.length).toBe(result.verdicts[0]?.breached === true ? 1 : 0);
        expect(result.verdicts[0]?.why).toContain(value.toLocaleString('en'));
      }),
    );
  });
});
