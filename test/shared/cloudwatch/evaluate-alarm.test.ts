import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricReading, ReadMetric } from '../../../shared/cloudwatch/alarm-queries.ts';
import { evaluateAlarm, rangeDisagreement } from '../../../shared/cloudwatch/evaluate-alarm.ts';
import type {
  AlarmRule,
  AlarmState,
  MetricExpressionQuery,
  MetricQuery,
  MetricStatQuery,
  MissingDataTreatment,
} from '../../../shared/model/alarm.ts';
import { metricKey } from '../../../shared/model/metric.ts';

const minute = 60_000;
const noon = Date.parse('2026-01-05T12:00:00Z');
/** An evaluation that sees everything before noon. */
const afterNoon = noon + 10_000;

function stat(id: string, differing: Partial<MetricStatQuery> = {}): MetricStatQuery {
  return {
    kind: 'stat',
    id,
    metric: { namespace: 'Shop', name: id, dimensions: { endpoint: 'web' } },
    stat: 'Minimum',
    periodSeconds: 60,
    returnData: false,
    ...differing,
  };
}

function expression(id: string, text: string, returnData = false): MetricExpressionQuery {
  return { kind: 'expression', id, expression: text, label: id, periodSeconds: 60, returnData };
}

function rule(differing: Partial<AlarmRule> = {}): AlarmRule {
  return {
    queries: [stat('up', { returnData: true })],
    comparison: 'LessThanThreshold',
    threshold: 1,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    treatMissingData: 'missing',
    ...differing,
  };
}

/** Readings a minute apart of which the last is in the minute before noon; a list is several in one minute. */
type Minutes = readonly (number | readonly number[] | undefined)[];

function readings(minutes: Minutes): readonly MetricReading[] {
  return minutes.flatMap((values, index) => {
    const timestampMs = noon - (minutes.length - index) * minute + 7_000;
    return [values ?? []].flat().map((value) => ({ timestampMs, value }));
  });
}

/** A store that holds these metrics by the id of the query, and no others. */
function store(metrics: Readonly<Record<string, readonly MetricReading[]>>): ReadMetric {
  const byKey = new Map(Object.entries(metrics).map(([id, all]) => [metricKey(stat(id).metric), all]));
  return (metric, fromMs, toMs) =>
    (byKey.get(metricKey(metric)) ?? []).filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs);
}

const gap = undefined;
const inState = (previousState: AlarmState) => ({ nowMs: afterNoon, previousState });

function stateOver(minutes: Minutes, differing: Partial<AlarmRule> = {}, previousState: AlarmState = 'OK'): AlarmState {
  return evaluateAlarm(rule(differing), store({ up: readings(minutes) }), inState(previousState)).state;
}

describe('evaluateAlarm()', () => {
  it.each([
    ['two bad minutes alarm', [1, 1, 0, 0], 'ALARM'],
    ['one lost packet does not', [1, 1, 1, 0], 'OK'],
    ['back for a minute is OK', [0, 0, 0, 1], 'OK'],
    ['no data says nothing', [gap, gap, gap, gap], 'INSUFFICIENT_DATA'],
    ['a gap is bridged by older points', [0, 0, gap, gap], 'ALARM'],
    ['the worst of several values of a minute counts', [1, 1, [1, 0, 1], [0, 1]], 'ALARM'],
  ] as const)('%s', (_sentence, minutes, state) => {
    expect(stateOver(minutes)).toBe(state);
  });

  it.each([
    ['missing', 'INSUFFICIENT_DATA'],
    ['breaching', 'ALARM'],
    ['notBreaching', 'OK'],
    ['ignore', 'ALARM'],
  ] as const)('treats silence as %s: an alarm in ALARM goes to %s', (treatMissingData, state) => {
    expect(stateOver([1, gap, gap, gap, gap], { treatMissingData }, 'ALARM')).toBe(state);
  });

  it('says when it only keeps the state', () => {
    const kept = evaluateAlarm(rule({ treatMissingData: 'ignore' }), store({}), inState('ALARM'));
    expect(kept).toMatchObject({ state: 'ALARM', retained: true });
    const decided = evaluateAlarm(rule(), store({}), inState('ALARM'));
    expect(decided).toMatchObject({ state: 'INSUFFICIENT_DATA', retained: false });
  });

  it('takes "ignore" with a good point as the docs or as captures have it', () => {
    const sparse = rule({ evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: 'ignore' });
    const read = store({ up: readings([gap, gap, gap, gap, 1]) });
    const options = inState('ALARM');
    expect(evaluateAlarm(sparse, read, options).state).toBe('OK');
    expect(evaluateAlarm(sparse, read, { ...options, ignorePartial: 'capture' }).state).toBe('ALARM');
  });

  it('returns all periods it looked at, oldest first', () => {
    const { datapoints } = evaluateAlarm(rule(), store({ up: readings([0, gap, [1, 3]]) }), inState('OK'));
    expect(datapoints).toEqual([
      { timestampMs: noon - 4 * minute },
      { timestampMs: noon - 3 * minute, value: 0, breaching: true, sampleCount: 1 },
      { timestampMs: noon - 2 * minute },
      { timestampMs: noon - minute, value: 1, breaching: false, sampleCount: 2 },
    ]);
  });

  it('gives the reason and its data', () => {
    const evaluation = evaluateAlarm(rule(), store({ up: readings([1, 1, 0, 0]) }), inState('OK'));
    expect(evaluation.reason).toBe(
      'Threshold Crossed: 2 out of the last 2 datapoints [0.0 (05/01/26 11:59:00), 0.0 (05/01/26 11:58:00)] were less than the threshold (1.0) (minimum 2 datapoints for OK -> ALARM transition).',
    );
    expect(evaluation.reasonData).toEqual({
      version: '1.0',
      queryDate: '2026-01-05T12:00:10.000+0000',
      startDate: '2026-01-05T11:58:00.000+0000',
      statistic: 'Minimum',
      period: 60,
      recentDatapoints: [0, 0],
      threshold: 1,
      evaluatedDatapoints: [
        { timestamp: '2026-01-05T11:59:00.000+0000', sampleCount: 1, value: 0 },
        { timestamp: '2026-01-05T11:58:00.000+0000', sampleCount: 1, value: 0 },
      ],
    });
  });
});

describe('evaluateAlarm() in time', () => {
  const oneBad = rule({ evaluationPeriods: 1, datapointsToAlarm: 1 });

  it('sees full minutes only, ten seconds after they end', () => {
    const read = store({ up: [{ timestampMs: noon + 5_000, value: 0 }, ...readings([1, 1, 1])] });
    const stateAt = (nowMs: number) => evaluateAlarm(oneBad, read, { nowMs, previousState: 'OK' }).state;
    expect([noon + 10_000, noon + 69_000, noon + 70_000].map(stateAt)).toEqual(['OK', 'OK', 'ALARM']);
  });

  it('slides periods of five minutes by a minute, so that one bad minute is seen five times', () => {
    const fiveMinutes = rule({
      queries: [stat('up', { returnData: true, periodSeconds: 300 })],
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
    });
    const read = store({
      up: Array.from({ length: 60 }, (_, at) => ({ timestampMs: noon + at * minute, value: at === 20 ? 0 : 1 })),
    });
    const bad = Array.from({ length: 40 }, (_, at) => at + 15).filter(
      (at) =>
        evaluateAlarm(fiveMinutes, read, { nowMs: noon + at * minute + 10_000, previousState: 'OK' }).state === 'ALARM',
    );
    expect(bad).toEqual([21, 22, 23, 24, 25]);
  });

  it('stamps periods from the end of the window, not from the wall clock', () => {
    const fiveMinutes = rule({
      queries: [stat('up', { returnData: true, periodSeconds: 300 })],
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
    });
    const stampsAt = (nowMs: number) =>
      evaluateAlarm(fiveMinutes, store({}), { nowMs, previousState: 'OK' })
        .datapoints.slice(-3)
        .map(({ timestampMs }) => new Date(timestampMs).toISOString().slice(11, 16));
    expect(stampsAt(Date.parse('2026-01-05T12:15:10Z'))).toEqual(['12:00', '12:05', '12:10']);
    expect(stampsAt(Date.parse('2026-01-05T12:16:10Z'))).toEqual(['12:01', '12:06', '12:11']);
  });

  it('looks every 10 seconds at periods of 30 seconds', () => {
    const fast = rule({
      queries: [stat('up', { returnData: true, periodSeconds: 30 })],
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
    });
    const read = store({ up: [{ timestampMs: noon + 15_000, value: 0 }] });
    const { datapoints, state } = evaluateAlarm(fast, read, { nowMs: noon + 52_000, previousState: 'OK' });
    expect(state).toBe('ALARM');
    expect(datapoints.map(({ timestampMs }) => (timestampMs - noon) / 1000)).toEqual([-50, -20, 10]);
  });

  it('sees the data of a window longer than a day once an hour', () => {
    const daily = rule({
      queries: [stat('up', { returnData: true, periodSeconds: 86_400 })],
      evaluationPeriods: 2,
      datapointsToAlarm: 1,
    });
    const read = store({ up: [{ timestampMs: noon + 2 * minute, value: 0 }] });
    const stateAt = (nowMs: number) => evaluateAlarm(daily, read, { nowMs, previousState: 'OK' }).state;
    expect([noon + 3 * minute, noon + 59 * minute, noon + 63 * minute].map(stateAt)).toEqual([
      'INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA',
      'ALARM',
    ]);
  });
});

describe('evaluateAlarm() with metric math', () => {
  const ratio: readonly MetricQuery[] = [
    stat('errors', { stat: 'Sum' }),
    stat('requests', { stat: 'Sum' }),
    expression('ratio', '100 * errors / requests', true),
  ];
  const tooMany = rule({ queries: ratio, comparison: 'GreaterThanThreshold', threshold: 5 });

  it('evaluates the expression that returns data', () => {
    const read = store({ errors: readings([0, 1, [4, 5]]), requests: readings([10, 10, 100]) });
    const { state, datapoints, reasonData } = evaluateAlarm(tooMany, read, inState('OK'));
    expect(state).toBe('ALARM');
    expect(datapoints.map(({ value }) => value)).toEqual([gap, 0, 10, 9]);
    expect(reasonData).toMatchObject({ recentDatapoints: [10, 9], threshold: 5 });
    expect(reasonData).not.toHaveProperty('statistic');
    expect(reasonData.evaluatedDatapoints[0]).toEqual({ timestamp: '2026-01-05T11:59:00.000+0000', value: 9 });
  });

  it('has no point where nobody asked, so that missing data is treated', () => {
    const read = store({ errors: readings([1, 1, 1, 1]), requests: readings([0, 0, 0, 0]) });
    expect(evaluateAlarm({ ...tooMany, treatMissingData: 'notBreaching' }, read, inState('ALARM')).state).toBe('OK');
    expect(evaluateAlarm(tooMany, read, inState('ALARM')).state).toBe('INSUFFICIENT_DATA');
  });

  it('evaluates expressions over expressions, in whatever order they are written', () => {
    const queries = [expression('top', 'half + 1', true), expression('half', 'm1 / 2'), stat('m1')];
    const { datapoints } = evaluateAlarm(rule({ queries }), store({ m1: readings([4]) }), inState('OK'));
    expect(datapoints.at(-1)?.value).toBe(3);
  });

  it('takes METRICS() for the metrics alone', () => {
    const queries = [stat('m1'), stat('m2'), expression('e1', 'm1 * 100'), expression('all', 'SUM(METRICS())', true)];
    const read = store({ m1: readings([4]), m2: readings([5]) });
    expect(evaluateAlarm(rule({ queries }), read, inState('OK')).datapoints.at(-1)?.value).toBe(9);
  });

  it.each([
    ['no query that returns data', [stat('m1')], 'Cannot evaluate alarm: 0 queries return data, must be one'],
    [
      'two that do',
      [stat('m1', { returnData: true }), stat('m2', { returnData: true })],
      'Cannot evaluate alarm: 2 queries return data, must be one',
    ],
    ['an unknown statistic', [stat('m1', { stat: 'Median', returnData: true })], 'Cannot read statistic "Median"'],
    [
      'an expression that cannot be read',
      [stat('m1'), expression('e1', 'm1 +', true)],
      'Cannot read expression "m1 +" at character 5: it ends, must be a metric id, a number, a function or "("',
    ],
    [
      'an expression of an unknown id',
      [stat('m1'), expression('e1', 'm2', true)],
      'Cannot evaluate expression "m2": no series has id "m2", must be one of "m1"',
    ],
    [
      'an expression that yields a number',
      [stat('m1'), expression('e1', 'MAX(m1)', true)],
      'Cannot evaluate alarm: expression "e1" (MAX(m1)) yields one number, must be one series: wrap it in TIME_SERIES(...)',
    ],
    [
      'an expression that yields several series',
      [stat('m1'), expression('e1', 'METRICS()', true)],
      'Cannot evaluate alarm: expression "e1" (METRICS()) yields an array of series, must be one series: reduce it with SUM, AVG, MIN or MAX',
    ],
    [
      'expressions in a circle',
      [expression('e1', 'e2', true), expression('e2', 'e1 + 1')],
      'Cannot evaluate alarm: expressions "e1", "e2" refer to each other in a circle, must not',
    ],
  ] as const)('refuses %s', (_sentence, queries, message) => {
    expect(() => evaluateAlarm(rule({ queries }), store({}), inState('OK'))).toThrow(message);
  });
});

describe('rangeDisagreement()', () => {
  const heartbeat = rule({ evaluationPeriods: 1, datapointsToAlarm: 1, treatMissingData: 'breaching' });
  const silentFor = (minutes: number) =>
    store({ up: readings([...Array.from({ length: 10 }, () => 1), ...Array.from({ length: minutes }, () => gap)]) });

  it('tells how the profiles differ while a heartbeat of one minute is silent', () => {
    const disagreements = [1, 2, 3, 4, 5, 6, 7].map((minutes) =>
      rangeDisagreement(heartbeat, silentFor(minutes), inState('OK')),
    );
    const alarmsEarlier = { 'n+2': 'ALARM', 'field-2026': 'OK' };
    expect(disagreements).toEqual([gap, gap, alarmsEarlier, alarmsEarlier, alarmsEarlier, gap, gap]);
  });

  it('has nothing to tell where the range is the same', () => {
    const queries = [stat('up', { returnData: true, periodSeconds: 300 })];
    expect(rangeDisagreement({ ...heartbeat, queries }, silentFor(20), inState('OK'))).toBeUndefined();
  });
});

describe('evaluateAlarm() on any data', () => {
  const anything = fc.record({
    minutes: fc.array(fc.oneof(fc.constant(gap), fc.integer({ min: -3, max: 3 })), { maxLength: 12 }),
    treatMissingData: fc.constantFrom<MissingDataTreatment>('missing', 'ignore', 'breaching', 'notBreaching'),
    comparison: fc.constantFrom('GreaterThanThreshold', 'LessThanOrEqualToThreshold' as const),
    periods: fc.integer({ min: 1, max: 6 }),
    previousState: fc.constantFrom<AlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA'),
    evaluationRange: fc.constantFrom('n+2' as const, 'field-2026' as const, 9),
  });

  it('never throws, keeps to its window and gives a reason that fits the state', () => {
    const starts = {
      OK: 'Threshold Crossed: ',
      ALARM: 'Threshold Crossed: ',
      INSUFFICIENT_DATA: 'Insufficient Data: ',
    };
    fc.assert(
      fc.property(anything, ({ minutes, treatMissingData, comparison, periods, previousState, evaluationRange }) => {
        const any = rule({
          treatMissingData,
          comparison,
          evaluationPeriods: periods,
          datapointsToAlarm: Math.ceil(periods / 2),
        });
        const options = { ...inState(previousState), evaluationRange };
        const evaluation = evaluateAlarm(any, store({ up: readings(minutes) }), options);
        expect(evaluation.reason.startsWith(evaluation.retained ? 'State kept: ' : starts[evaluation.state])).toBe(
          true,
        );
        expect(evaluation.datapoints.at(-1)?.timestampMs).toBe(noon - minute);
        expect(evaluation.datapoints.length).toBeGreaterThanOrEqual(periods);
        expect(evaluation.reasonData.recentDatapoints.length).toBeLessThanOrEqual(periods);
        expect(evaluation.reasonData.evaluatedDatapoints.length).toBeLessThanOrEqual(periods);
      }),
    );
  });

  it('does not depend on the order in which values were stored', () => {
    fc.assert(
      fc.property(anything, ({ minutes, treatMissingData, previousState }) => {
        const of = (all: readonly MetricReading[]) =>
          evaluateAlarm(rule({ treatMissingData }), store({ up: all }), inState(previousState));
        expect(of(readings(minutes).toReversed())).toEqual(of(readings(minutes)));
      }),
    );
  });
});
