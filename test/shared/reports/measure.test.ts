import { describe, expect, it } from 'vitest';
import type { AlarmState } from '../../../shared/model/alarm.ts';
import type { AlarmStateChange } from '../../../shared/ports/alarm-changes.ts';
import { groupFindings } from '../../../shared/reports/group-findings.ts';
import { countOpened, listIncidents } from '../../../shared/reports/list-incidents.ts';
import { measureKpi } from '../../../shared/reports/measure-kpi.ts';
import { measureUptime } from '../../../shared/reports/measure-uptime.ts';
import { sampleFinding } from '../../support/report-samples.ts';

const hourMs = 3_600_000;
const period = { fromMs: 24 * hourMs, toMs: 48 * hourMs };

/** Hours of a location that runs once a minute: how many of its 60 runs were down. */
function location(downRuns: readonly number[], runs = 60) {
  const at = (hour: number) => period.fromMs + hour * hourMs;
  return {
    down: downRuns.map((down, hour) => ({ timestampMs: at(hour), value: down / runs })),
    runs: downRuns.map((_, hour) => ({ timestampMs: at(hour), value: runs })),
  };
}

const hours = (first: number, others = 0) => [first, ...Array<number>(23).fill(others)];

describe('measureUptime()', () => {
  const cases: readonly (readonly [string, readonly ReturnType<typeof location>[], object])[] = [
    ['a day without an outage', [location(hours(0))], { uptimePercent: 100, outageMinutes: 0, measuredPercent: 100 }],
    ['12 minutes of outage', [location(hours(12))], { outageMinutes: 12, measuredPercent: 100 }],
    [
      'an outage that one of two locations saw',
      [location(hours(12)), location(hours(0))],
      { outageMinutes: 6, measuredPercent: 100 },
    ],
    ['a day that is down', [location(hours(60, 60))], { uptimePercent: 0, outageMinutes: 1_440 }],
    [
      'half a day of data',
      [location(Array<number>(12).fill(6))],
      { uptimePercent: 90, outageMinutes: 72, measuredPercent: 50 },
    ],
    ['runs that were published twice', [location(hours(24), 120)], { outageMinutes: 12, measuredPercent: 100 }],
    ['nothing measured', [location([])], { outageMinutes: 0, measuredPercent: 0 }],
    ['no location', [], { outageMinutes: 0, measuredPercent: 0 }],
  ];
  for (const [what, locations, expected] of cases) {
    it(`of ${what}`, () => {
      const { trend, ...measured } = measureUptime(locations, { period, everySeconds: 60 });
      const rounded = Object.fromEntries(
        Object.entries(measured).map(([key, value]) => [key, Math.round(value * 1e6) / 1e6]),
      );
      expect(rounded).toMatchObject(expected);
      expect(trend).toHaveLength(24);
    });
  }

  it('leaves out a percentage that nobody measured, and shows it as a gap', () => {
    const measured = measureUptime([location([])], { period, everySeconds: 60 });
    expect(measured).not.toHaveProperty('uptimePercent');
    expect(measured.trend).toEqual(Array(24).fill(null));
  });

  it('shows the course by the hour', () => {
    expect(measureUptime([location([30, 0])], { period, everySeconds: 60 }).trend.slice(0, 3)).toEqual([50, 100, null]);
  });
});

describe('measureKpi()', () => {
  const kpi = { id: 'mrr', title: 'Revenue', unit: 'EUR', measures: 'number', better: 'higher' } as const;
  const point = (hour: number, value: number) => ({ timestampMs: period.fromMs + hour * hourMs, value });
  const series = {
    mean: [point(0, 10), point(1, 20)],
    least: [point(0, 4), point(1, 15)],
    most: [point(0, 12), point(1, 31)],
    rows: [],
  };

  it('tells mean, extremes, and the change from the period before', () => {
    expect(measureKpi(kpi, { ...series, last: 21, before: 20 }, period)).toMatchObject({
      ...{ last: 21, mean: 15, least: 4, most: 31, before: 20, changePercent: 5 },
    });
  });

  it.each([
    ['higher', 20, 21, true],
    ['higher', 20, 20, true],
    ['higher', 20, 19, false],
    ['lower', 20, 21, false],
    ['lower', 20, 20, true],
  ] as const)('with %s better, target %d and value %d: reached %s', (better, target, last, targetReached) => {
    expect(measureKpi({ ...kpi, better, target }, { ...series, last }, period)).toMatchObject({ targetReached });
  });

  it.each([
    ['from zero', { last: 3, before: 0 }],
    ['without a value', { before: 3 }],
    ['without one before', { last: 3 }],
  ])('tells no change %s', (_, values) => {
    expect(measureKpi(kpi, { ...series, ...values }, period)).not.toHaveProperty('changePercent');
  });

  it('measures a change from below zero by its size', () => {
    expect(measureKpi(kpi, { ...series, last: 5, before: -10 }, period)).toMatchObject({ changePercent: 150 });
  });

  it('knows nothing without points', () => {
    const line = measureKpi({ ...kpi, target: 5 }, { mean: [], least: [], most: [], rows: [] }, period);
    expect(Object.keys(line).sort()).toEqual(['better', 'id', 'measures', 'rows', 'target', 'title', 'trend', 'unit']);
  });
});

describe('listIncidents()', () => {
  const alarm = { name: 'shop-prod/endpoint/web/down', title: 'Web is down', severity: 'critical' } as const;
  const change = (hour: number, from: AlarmState, to: AlarmState) => ({
    alarmName: alarm.name,
    atMs: hour * hourMs,
    from,
    to,
  });
  const list = (...changes: readonly AlarmStateChange[]) => listIncidents(changes, [alarm], period);
  const incident = { title: alarm.title, severity: alarm.severity };

  it('lasts from ALARM to OK', () => {
    expect(list(change(30, 'OK', 'ALARM'), change(32, 'ALARM', 'OK'))).toEqual([
      { ...incident, openedAtMs: 30 * hourMs, closedAtMs: 32 * hourMs, lastedMs: 2 * hourMs },
    ]);
  });

  it('goes on while data are missing', () => {
    const changes = [
      change(30, 'OK', 'ALARM'),
      change(31, 'ALARM', 'INSUFFICIENT_DATA'),
      change(32, 'INSUFFICIENT_DATA', 'ALARM'),
      change(33, 'ALARM', 'OK'),
    ];
    expect(list(...changes)).toMatchObject([{ openedAtMs: 30 * hourMs, lastedMs: 3 * hourMs }]);
  });

  it('is still open where no OK came, or came after the period', () => {
    for (const later of [[], [change(50, 'ALARM', 'OK')]]) {
      expect(list(change(30, 'OK', 'ALARM'), ...later)).toEqual([
        { ...incident, openedAtMs: 30 * hourMs, lastedMs: 18 * hourMs },
      ]);
    }
  });

  it('may have begun before anything is known', () => {
    expect(list(change(30, 'ALARM', 'OK'))).toEqual([{ ...incident, closedAtMs: 30 * hourMs, lastedMs: 6 * hourMs }]);
  });

  it('counts inside of the period only', () => {
    expect(list(change(20, 'OK', 'ALARM'), change(26, 'ALARM', 'OK'))).toMatchObject([
      { openedAtMs: 20 * hourMs, lastedMs: 2 * hourMs },
    ]);
    expect(list(change(10, 'OK', 'ALARM'), change(24, 'ALARM', 'OK'))).toEqual([]);
    expect(list(change(48, 'OK', 'ALARM'))).toEqual([]);
  });

  it('is of the alarms that are asked for, newest first', () => {
    const other: AlarmStateChange = { ...change(30, 'OK', 'ALARM'), alarmName: 'other' };
    const incidents = list(change(30, 'OK', 'ALARM'), other, change(31, 'ALARM', 'OK'), change(40, 'OK', 'ALARM'));
    expect(incidents.map(({ openedAtMs }) => openedAtMs)).toEqual([40 * hourMs, 30 * hourMs]);
  });

  it('is counted by severity in the period in which it began', () => {
    const incidents = list(change(20, 'OK', 'ALARM'), change(26, 'ALARM', 'OK'), change(30, 'OK', 'ALARM'));
    expect(countOpened(incidents, period)).toEqual({ critical: 1, warning: 0, info: 0 });
  });
});

describe('groupFindings()', () => {
  it('lists findings by database, worst and most frequent first', () => {
    const seen = (key: string, severity: 'critical' | 'warning', times: number) => ({
      ...{ finding: sampleFinding({ key, severity }), times, firstAtMs: 0, lastAtMs: 0 },
    });
    const found = [
      seen('database/orders/size', 'warning', 9),
      seen('database/orders/bloat', 'critical', 1),
      seen('database/orders/growth', 'warning', 20),
      seen('database/orders-archive/size', 'warning', 1),
      seen('kpi/mrr/alert', 'critical', 1),
    ];
    const grouped = groupFindings(found, [
      { id: 'users', title: 'Users' },
      { id: 'orders', title: 'Orders' },
    ]);
    expect(grouped.map(({ id, findings }) => [id, ...findings.map(({ finding }) => finding.key)])).toEqual([
      ['orders', 'database/orders/bloat', 'database/orders/growth', 'database/orders/size'],
    ]);
  });
});
