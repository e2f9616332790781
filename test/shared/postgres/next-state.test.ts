import { describe, expect, it } from 'vitest';
import { emptyHealthState, readHealthState } from '../../../shared/postgres/health-state.ts';
import { makeHealthWindow } from '../../../shared/postgres/health-window.ts';
import { nextState, wantsTexts } from '../../../shared/postgres/next-state.ts';
import {
  firstWindow,
  indexRow,
  objectsSample,
  pulseSample,
  startMs,
  statementRow,
  statementsSample,
  tableRow,
  windowAfter,
} from './samples.ts';

const minuteMs = 60_000;

describe('nextState()', () => {
  it('keeps one size in five minutes of two hours, however often objects are looked at', () => {
    const steps = Array.from({ length: 200 }, () => ({ objects: {} }));
    const { sizes } = nextState(windowAfter(...steps));
    expect(sizes.length).toBe(24);
    expect(new Set(sizes.slice(1).map(([atMs], index) => atMs - (sizes[index]?.[0] ?? 0)))).toEqual(
      new Set([5 * minuteMs]),
    );
  });

  it('dates a failure by its first run, and forgets it with the first answer', () => {
    const failure = { kind: 'starting', message: 'the database system is starting up' } as const;
    const first = nextState(firstWindow({ failure }));
    const second = nextState(makeHealthWindow({ atMs: startMs + minuteMs, failure }, { before: first }));
    expect(second.failing).toEqual({ kind: 'starting', sinceMs: startMs });
    const third = nextState(
      makeHealthWindow({ atMs: startMs + 2 * minuteMs, pulse: pulseSample() }, { before: second }),
    );
    expect(third.failing).toBeUndefined();
  });

  it('remembers texts of the statements at the top, and asks for missing ones once an hour', () => {
    expect(wantsTexts(emptyHealthState, startMs)).toBe(true);
    const known = nextState(firstWindow({ statements: statementsSample() }));
    expect(known.texts).toEqual({ '-77': 'SELECT * FROM orders WHERE id = $1' });
    expect(wantsTexts(known, startMs + 2 * 3_600_000)).toBe(false);
    const rows = [statementRow({ query: null }), statementRow({ id: '5', query: null })];
    const run = { atMs: startMs + minuteMs, statements: statementsSample({ statementRows: rows }) };
    const unknown = nextState(makeHealthWindow(run, { before: known }));
    expect(unknown.texts).toEqual(known.texts);
    expect(wantsTexts(unknown, startMs + 30 * minuteMs)).toBe(false);
    expect(wantsTexts(unknown, startMs + 60 * minuteMs)).toBe(true);
  });

  it('fits into 350 KB at its fullest, as JSON that reads back the same', () => {
    const name = 'schema_of_a_long_name.'.padEnd(127, 'x');
    const hundred = Array.from({ length: 100 }, (_, index) => index);
    const run = {
      atMs: startMs,
      pulse: pulseSample({
        functions: hundred
          .slice(0, 50)
          .map((oid) => ({ oid: 4e9 + oid, name, calls: 1e12 + oid, totalMs: 123_456_789.123_456 })),
        replicas: hundred
          .slice(0, 20)
          .map((n) => ({ name: `${name}${n}`, address: null, state: 'streaming', lagSeconds: 0, lagBytes: 0 })),
      }),
      objects: objectsSample({
        tableRows: hundred.map((oid) => tableRow({ oid: 4e9 + oid, name, blocksHit: 1e14, sequentialRows: 1e14 })),
        indexRows: hundred.map((oid) => indexRow({ oid: 4e9 + oid, name, scans: 1e12 })),
      }),
      statements: statementsSample({
        statementRows: hundred.map((id) => statementRow({ id: `-${9e17 + id}`, query: 'é'.repeat(1_000) })),
      }),
    };
    const old = Object.fromEntries(Array.from({ length: 300 }, (_, oid) => [oid, 123.4]));
    const walPositions = Array.from({ length: 175 }, (_, n) => [startMs - (175 - n) * 480_000, 1e12 + n] as const);
    const state = nextState(
      makeHealthWindow(run, { before: { ...emptyHealthState, bestBytesPerRow: old, walPositions } }),
    );
    const json = JSON.stringify(state);
    expect(Buffer.byteLength(json)).toBeLessThan(350_000);
    expect(readHealthState(JSON.parse(json))).toEqual(state);
  });

  it.each([[undefined], [null], ['text'], [{ schema: 0 }]])('begins anew from %j', (stored) => {
    expect(readHealthState(stored)).toEqual(emptyHealthState);
  });
});
