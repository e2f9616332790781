import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../shared/kpi/read-answer.ts';
import type { KpiReading } from '../../../shared/kpi/reading.ts';

const nowMs = Date.parse('2026-01-05T08:30:00Z');

/** The answer to a wrapped query: each row as one text. */
function read(rows: readonly string[], measures: 'number' | 'age' = 'number'): KpiReading {
  return readAnswer({ columns: ['left'], rows: rows.map((row) => [row]), tookMs: 1 }, { measures, nowMs });
}

const reasonOf = (reading: KpiReading): string =>
  reading.kind === 'failed' ? reading.reason : JSON.stringify(reading);

describe('readAnswer()', () => {
  const good: readonly (readonly [what: string, rows: readonly string[], expected: KpiReading])[] = [
    ['one number', ['{"count":812}'], { kind: 'number', value: 812 }],
    ['a decimal', ['{"avg":33.3333333333333333}'], { kind: 'number', value: 33.333_333_333_333_336 }],
    ['no negative zero', ['{"n":-0.0}'], { kind: 'number', value: 0 }],
    ['a whole number that a double holds', ['{"n":18014398509481984}'], { kind: 'number', value: 2 ** 54 }],
    [
      'one that it does not hold',
      ['{"n":9007199254740993}'],
      { kind: 'number', value: 2 ** 53, note: 'rounded from 9007199254740993' },
    ],
    ['NULL', ['{"sum":null}'], { kind: 'null' }],
    ['columns that are all NULL', ['{"a":null,"b":null}'], { kind: 'null' }],
    ['labels without any number', ['{"tier":"a","value":null}'], { kind: 'null' }],
    ['no rows', [], { kind: 'no-rows' }],
    [
      'labelled rows',
      ['{"tier":"a","n":1}', '{"tier":"b","n":2}'],
      {
        kind: 'rows',
        rows: [
          { label: 'a', value: 1 },
          { label: 'b', value: 2 },
        ],
      },
    ],
    ['one labelled row', ['{"tier":"a","n":1}'], { kind: 'rows', rows: [{ label: 'a', value: 1 }] }],
    [
      'labels in several columns',
      ['{"tier":"a","n":1,"status":"on"}'],
      { kind: 'rows', rows: [{ label: 'a / on', value: 1 }] },
    ],
    ['a group of NULL', ['{"tier":null,"n":1}'], { kind: 'rows', rows: [{ label: 'null', value: 1 }] }],
    [
      'a row without a value',
      ['{"tier":"a","n":null}', '{"tier":"b","n":2}'],
      {
        kind: 'rows',
        rows: [
          { label: 'a', value: null },
          { label: 'b', value: 2 },
        ],
      },
    ],
  ];

  it.each(good)('reads %s', (_, rows, expected) => {
    expect(read(rows)).toEqual(expected);
  });

  const label = (index: number) => `{"label":"${index}","value":${index}}`;

  it('reads a hundred rows and no more', () => {
    const rows = Array.from({ length: 101 }, (_, index) => label(index));
    expect(read(rows.slice(0, 100))).toMatchObject({ kind: 'rows' });
    expect(reasonOf(read(rows))).toBe(
      'The answer has more than 100 rows, must have at most 100: group, or add a LIMIT',
    );
  });

  const bad: readonly (readonly [what: string, rows: readonly string[], reason: string])[] = [
    ['a text', ['{"n":"12"}'], 'The column "n" holds the text "12", must be a number: cast it, as with ::numeric'],
    ['NaN', ['{"rate":"NaN"}'], 'The column "rate" holds NaN, must be a number: keep it out, as with NULLIF'],
    [
      'infinity',
      ['{"rate":"-Infinity"}'],
      'The column "rate" holds -Infinity, must be a number: keep it out, as with NULLIF',
    ],
    [
      'NaN in one row',
      ['{"tier":"a","value":1}', '{"tier":"b","value":"NaN"}'],
      'The column "value" of the row "b" holds NaN, must be a number: keep it out, as with NULLIF',
    ],
    [
      'NaN in every row',
      ['{"tier":"a","value":"NaN"}'],
      'The column "value" holds NaN, must be a number: keep it out, as with NULLIF',
    ],
    ['true', ['{"ok":true}'], 'The column "ok" holds true, must be a number'],
    ['a list', ['{"a":[1,2]}'], 'The column "a" holds [1,2], must be a number'],
    [
      'true as a label',
      ['{"ok":true,"n":1}'],
      'The column "ok" holds true, must be a label, as with ::text, or be left out',
    ],
    [
      'two numbers',
      ['{"a":1,"value":2}'],
      'The columns "a" and "value" hold numbers, must be one: cast a label to text, and leave out the rest',
    ],
    [
      'two numbers of one name',
      ['{"?column?":1,"?column?":2}'],
      'The columns "?column?" and "?column?" hold numbers, must be one: cast a label to text, and leave out the rest',
    ],
    [
      'two rows without a label',
      ['{"n":1}', '{"n":2}'],
      'The answer has 2 rows of a number alone, must be one, or have a column of text that labels each',
    ],
    [
      'a label that repeats',
      ['{"t":"a","n":1}', '{"t":"a","n":2}'],
      'The label "a" stands on more than one row, must be unique: group by it',
    ],
    ['a label that is none', [`{"t":"${'lorem '.repeat(50)}","n":1}`], 'has 300 characters, must have at most 200'],
    [
      'a row that was cut',
      [label(1), '{"label":"xxxx'],
      'Row 2 is too long, must be at most 4096 characters of JSON: select a label and a number only',
    ],
    ['no column', ['{}'], 'The answer has no column, must have one number'],
    [
      'a number beyond every metric',
      ['{"n":1e200}'],
      'The column "n" holds 1e200, must be below 2^360, which is the most that a metric holds',
    ],
    ['a number beyond every double', [`{"n":1${'0'.repeat(400)}}`], 'must be below 2^360'],
    ['a number nearer to zero than every metric', ['{"n":-1e-300}'], 'must be zero or beyond 2^-360'],
    [
      'a number that would become zero',
      ['{"n":1e-400}'],
      'The column "n" holds 1e-400, must be zero or beyond 2^-360, which is the least that a metric holds',
    ],
  ];

  it.each(bad)('refuses %s', (_, rows, reason) => {
    expect(read(rows)).toMatchObject({ kind: 'failed', outcome: 'error', isOurs: false });
    expect(reasonOf(read(rows))).toContain(reason);
  });

  it.each([
    ['a moment', '2026-01-05T08:29:00+00:00', 60],
    ['a moment of another zone', '2026-01-05T13:59:00.5+05:30', 59.5],
    ['microseconds', '2026-01-05T08:29:59.500123+00:00', 0.5],
    ['an offset of hours alone', '2026-01-05T10:29:00+02', 60],
    ['the future, which clocks that differ make', '2026-01-05T08:30:02+00:00', 0],
  ])('reads the age of %s', (_, moment, value) => {
    expect(read([`{"max":"${moment}"}`], 'age')).toEqual({ kind: 'number', value });
  });

  it('reads the ages of labelled rows', () => {
    const rows = ['{"shop":"a","max":"2026-01-05T08:29:00+00:00"}', '{"shop":"b","max":null}'];
    expect(read(rows, 'age')).toEqual({
      kind: 'rows',
      rows: [
        { label: 'a', value: 60 },
        { label: 'b', value: null },
      ],
    });
  });

  it.each([
    ['a number', '{"max":60}', 'The column "max" holds 60, must be a moment with its offset'],
    ['a moment without an offset', '{"max":"2026-01-05T08:29:00"}', 'must be a moment with its offset'],
    ['a day', '{"max":"2026-01-05"}', 'must be a moment with its offset'],
    ['infinity', '{"max":"infinity"}', 'must be a moment with its offset'],
    ['a day that there is not', '{"max":"2026-13-45T08:29:00+00:00"}', 'must be a moment with its offset'],
  ])('refuses %s as an age', (_, row, reason) => {
    expect(reasonOf(read([row], 'age'))).toContain(reason);
  });

  it('never makes a number of what is none, nor zero of what is not', () => {
    const value = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.double(),
      fc.array(fc.integer()),
      fc.bigInt().map(String),
    );
    fc.assert(
      fc.property(value, (anything) => {
        const reading = read([JSON.stringify({ value: anything })]);
        if (reading.kind === 'number') expect(reading.value).toBe(anything === 0 ? 0 : anything);
        else expect(['null', 'failed']).toContain(reading.kind);
      }),
    );
  });

  it('reads back every number that PostgreSQL can write in full', () => {
    const storable = fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 })
      .filter((number) => number === 0 || Math.abs(number) >= 2 ** -360);
    fc.assert(
      fc.property(storable, (number) => {
        expect(read([`{"n":${number}}`])).toMatchObject({ kind: 'number', value: number + 0 });
      }),
    );
  });
});
