import { describe, expect, it } from 'vitest';
import { viewAnswer } from '../../../../shared/probes/assertions/answer-view.ts';
import { json } from '../../../../shared/probes/assertions/json.ts';
import type { JsonExpectation } from '../../../../shared/probes/expect.ts';
import { type AnswerOptions, httpAnswer } from '../../../support/http-answer.ts';

const document = {
  status: 'ok',
  queue: { length: 7 },
  tags: ['blue', 'green'],
  empty: null,
  services: [
    { name: 'api', up: true },
    { name: 'mail', up: false },
  ],
};

const judge = (path: string, expected: JsonExpectation, options: AnswerOptions = { body: JSON.stringify(document) }) =>
  json.judge({ [path]: expected }, viewAnswer(httpAnswer(options)));

type Row = readonly [
  sentence: string,
  path: string,
  expectation: JsonExpectation,
  level: string,
  expected: string,
  actual: string,
];

const rows: readonly Row[] = [
  ['an equal text', '$.status', 'ok', 'passed', '"ok" at $.status', '"ok"'],
  ['another text', '$.status', 'down', 'failed', '"down" at $.status', '"ok"'],
  ['a number that is no text', '$.queue.length', '7', 'failed', '"7" at $.queue.length', '7'],
  ['null', '$.empty', null, 'passed', 'null at $.empty', 'null'],
  ['a path that finds nothing', '$.nothing', 'ok', 'failed', '"ok" at $.nothing', 'nothing there'],
  ['an object by value', '$.queue', { equals: { length: 7 } }, 'passed', '{"length":7} at $.queue', '{"length":7}'],
  ['a value that must differ', '$.status', { notEquals: 'ok' }, 'failed', 'anything but "ok" at $.status', '"ok"'],
  ['a number above', '$.queue.length', { above: 6 }, 'passed', 'a number above 6 at $.queue.length', '7'],
  ['a number that is not above', '$.queue.length', { above: 7 }, 'failed', 'a number above 7 at $.queue.length', '7'],
  ['a number that is not below', '$.queue.length', { below: 7 }, 'failed', 'a number below 7 at $.queue.length', '7'],
  ['a text as if it were a number', '$.status', { above: 0 }, 'failed', 'a number above 0 at $.status', '"ok"'],
  [
    'a member of a list',
    '$.tags',
    { contains: 'blue' },
    'passed',
    'something containing "blue" at $.tags',
    '["blue","green"]',
  ],
  ['a part of a text', '$.status', { contains: 'k' }, 'passed', 'something containing "k" at $.status', '"ok"'],
  [
    'a part of a number',
    '$.queue.length',
    { contains: '7' },
    'failed',
    'something containing "7" at $.queue.length',
    '7',
  ],
  ['a pattern', '$.status', { matches: '^o' }, 'passed', 'a text matching /^o/ at $.status', '"ok"'],
  ['that there is something', '$.empty', { exists: true }, 'passed', 'a value at $.empty', 'null'],
  ['that there is something where nothing is', '$.no', { exists: true }, 'failed', 'a value at $.no', 'nothing there'],
  ['that there is nothing', '$.no', { exists: false }, 'passed', 'nothing at $.no', 'nothing there'],
  ['that there is nothing where something is', '$.status', { exists: false }, 'failed', 'nothing at $.status', '"ok"'],
  ['every value found', '$.services[*].up', true, 'failed', 'true at $.services[*].up', 'false'],
  ['a filter', '$.services[?@.name=="api"].up', true, 'passed', 'true at $.services[?@.name=="api"].up', 'true'],
  [
    'descendants',
    '$..name',
    { matches: '^[a-z]+$' },
    'passed',
    'a text matching /^[a-z]+$/ at $..name',
    '"api" and 1 more',
  ],
];

describe('json', () => {
  it.each(rows)('judges %s', (_sentence, path, expectation, level, expected, actual) => {
    expect(judge(path, expectation)).toEqual([{ check: 'json', level, expected, actual }]);
  });

  it('judges several demands on one path one by one', () => {
    expect(judge('$.queue.length', { above: 10, below: 20 }).map(({ level }) => level)).toEqual(['failed', 'passed']);
  });

  it.each([
    ['a page instead of JSON', { body: '<html>' }, 'a body that is not JSON: "<html>"'],
    ['an empty body', { body: ' ' }, 'an empty body'],
    [
      'JSON that was cut off',
      { body: '{"status":"o', bodyTruncated: true },
      'a body that is not JSON, cut after 12 bytes: "{"status":"o"',
    ],
  ])('fails on %s', (_sentence, options, actual) => {
    expect(judge('$.status', 'ok', options)).toEqual([
      { check: 'json', level: 'failed', expected: 'JSON with "ok" at $.status', actual },
    ]);
  });

  it('blames the definition, not the target, for a path that is none', () => {
    expect(() => judge('$.[', 'ok')).toThrow('Cannot read the JSON body by "$.[": it is not a JSONPath (RFC 9535)');
  });

  it('fails on a document that is nested to overflow the stack', () => {
    const body = `${'['.repeat(200_000)}1${']'.repeat(200_000)}`;
    expect(judge('$[0]', 1, { body })).toMatchObject([
      { level: 'failed', actual: 'a document nested too deeply to be judged' },
    ]);
  });

  it('judges many values within one limit, however cheap each of them is', () => {
    const body = JSON.stringify(Array.from({ length: 50 }, () => `${'a'.repeat(40)}!`));
    expect(judge('$[*]', { matches: '^(a+)+$' }, { body })).toMatchObject([{ level: 'degraded' }]);
  });

  it('stops a path that combines without end', () => {
    const body = JSON.stringify(Array.from({ length: 20_000 }, (_, index) => index));
    expect(judge('$[?count($[?@ > 1]) > 5]', { exists: true }, { body })).toEqual([
      {
        check: 'json',
        level: 'degraded',
        expected: expect.stringContaining('values at $'),
        actual: 'not decided: stopped after 50 ms',
      },
    ]);
  });

  it('stops a pattern that the document drives without end', () => {
    const body = JSON.stringify({ text: 'a'.repeat(64) });
    expect(judge('$.text', { matches: '^(a|a)*$x' }, { body })).toMatchObject([
      { level: 'degraded', actual: 'not decided: the expression was stopped after 50 ms' },
    ]);
  });
});
