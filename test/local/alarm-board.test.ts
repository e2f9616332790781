import { describe, expect, it } from 'vitest';
import { createAlarmBoard } from '../../local/alarm-board.ts';
import type { AlarmRule, PlannedAlarm } from '../../shared/model/alarm.ts';

const minuteMs = 60_000;
const noonMs = Date.UTC(2026, 0, 5, 12);
const evaluationDelayMs = 10_000;

function plannedAlarm(rule: Partial<AlarmRule> = {}): PlannedAlarm {
  return {
    id: 'endpoint/web/down',
    name: 'shop-local/endpoint/web/down',
    region: 'eu-central-1',
    severity: 'critical',
    subject: { kind: 'endpoint', endpoint: 'web', aspect: 'down' },
    title: 'web is down',
    meaning: 'The web does not answer.',
    missingDataReason: 'keeps the state.',
    topic: 'severity/critical',
    description: 'web is down',
    rule: {
      queries: [
        {
          kind: 'stat',
          id: 'm1',
          metric: { namespace: 'Shop', name: 'Down', dimensions: {} },
          stat: 'Maximum',
          periodSeconds: 60,
          returnData: true,
        },
      ],
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      treatMissingData: 'ignore',
      ...rule,
    },
  };
}

/** A board created at noon over one value per minute from noon on; undefined where none came. */
function boardOver(values: readonly (number | undefined)[], rule: Partial<AlarmRule> = {}) {
  return createAlarmBoard({
    alarms: [plannedAlarm(rule)],
    createdAtMs: noonMs,
    evaluationRange: 'n+2',
    read: (_metric, fromMs, toMs) =>
      values
        .map((value, minute) => ({ timestampMs: noonMs + minute * minuteMs, value }))
        .filter((point): point is { timestampMs: number; value: number } => point.value !== undefined)
        .filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs),
  });
}

const evaluateMinute = (board: ReturnType<typeof boardOver>, minute: number) =>
  board.evaluate(noonMs + minute * minuteMs + evaluationDelayMs);

describe('createAlarmBoard()', () => {
  it('starts in INSUFFICIENT_DATA, unchecked', () => {
    expect(boardOver([]).views()).toMatchObject([
      { state: 'INSUFFICIENT_DATA', stateReason: 'Unchecked: Initial alarm creation', history: [], datapoints: [] },
    ]);
  });

  it('tells a change once, with what it came from', () => {
    const board = boardOver([0, 0, 1, 1, 1]);
    const changes = [1, 2, 3, 4, 5].flatMap((minute) => evaluateMinute(board, minute).transitions);
    const lines = changes.map(
      ({ from, evaluation, atMs }) => `${new Date(atMs).toISOString().slice(11, 19)} ${from} -> ${evaluation.state}`,
    );
    expect(lines).toEqual(['12:01:10 INSUFFICIENT_DATA -> OK', '12:04:10 OK -> ALARM']);
  });

  it('shows state, reason, datapoints and history, the newest change first', () => {
    const board = boardOver([0, 0, 1, 1]);
    for (const minute of [1, 2, 3, 4]) evaluateMinute(board, minute);
    const view = board.view('endpoint/web/down');
    expect(view).toMatchObject({
      state: 'ALARM',
      changedAtMs: noonMs + 4 * minuteMs + evaluationDelayMs,
      evaluatedAtMs: noonMs + 4 * minuteMs + evaluationDelayMs,
      history: [
        { from: 'OK', to: 'ALARM' },
        { from: 'INSUFFICIENT_DATA', to: 'OK' },
      ],
    });
    expect(view?.stateReason).toMatch(/^Threshold Crossed: 2 out of the last 2 datapoints/);
    expect(view?.datapoints.map(({ value }) => value)).toEqual([0, 0, 1, 1]);
  });

  it('evaluates nothing but what is due', () => {
    const board = boardOver([0, 0]);
    expect(board.evaluate(noonMs + minuteMs + evaluationDelayMs + 1).evaluated).toEqual([]);
    expect(board.evaluate(noonMs + minuteMs + evaluationDelayMs).evaluated).toEqual(['endpoint/web/down']);
  });

  it('does not judge the time before it was created', () => {
    const board = boardOver([], { treatMissingData: 'breaching' });
    expect(evaluateMinute(board, 0).evaluated).toEqual([]);
    expect(evaluateMinute(board, 1).transitions).toMatchObject([{ evaluation: { state: 'ALARM' } }]);
  });

  it('keeps an alarm that warms up silent until its window is full', () => {
    const board = boardOver([undefined, 0, 0], { treatMissingData: 'breaching', warmUpMinutes: 5 });
    expect(evaluateMinute(board, 1).transitions).toEqual([]);
    expect(board.view('endpoint/web/down')).toMatchObject({ state: 'INSUFFICIENT_DATA', stateReason: /^Warming up/ });
    expect(evaluateMinute(board, 2).transitions).toEqual([]);
    expect(evaluateMinute(board, 3).transitions).toMatchObject([{ evaluation: { state: 'OK' } }]);
  });

  it('ends a warm-up when its time is over, data or not', () => {
    const board = boardOver([], { treatMissingData: 'breaching', warmUpMinutes: 5 });
    const states = [3, 4, 5].map((minute) => {
      evaluateMinute(board, minute);
      return board.view('endpoint/web/down')?.state;
    });
    expect(states).toEqual(['INSUFFICIENT_DATA', 'INSUFFICIENT_DATA', 'ALARM']);
  });
});
