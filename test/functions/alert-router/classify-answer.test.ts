import { describe, expect, it } from 'vitest';
import { classifyAnswer, parseRetryAfter } from '../../../functions/alert-router/classify-answer.ts';

const nowMs = Date.parse('2026-01-13T13:03:12Z');

const answer = (status: number, retryAfter?: string, body = '') =>
  classifyAnswer({ answered: true, status, body, ...(retryAfter === undefined ? {} : { retryAfter }) }, nowMs);

describe('classifyAnswer()', () => {
  it.each([
    ...[200, 201, 202, 204, 299].map((status) => ({ status, result: 'delivered' })),
    ...[301, 302, 304, 307, 308].map((status) => ({ status, result: 'rejected' })),
    ...[400, 401, 403, 404, 405, 410, 413, 422, 451].map((status) => ({ status, result: 'rejected' })),
    ...[408, 425, 429].map((status) => ({ status, result: 'retry' })),
    ...[500, 501, 502, 503, 504, 529, 599].map((status) => ({ status, result: 'retry' })),
    ...[0, 100, 199].map((status) => ({ status, result: 'rejected' })),
  ])('takes HTTP $status as $result', ({ status, result }) => {
    expect(answer(status).result).toBe(result);
  });

  it('repeats the receiver’s words', () => {
    expect(answer(400, undefined, 'invalid_blocks')).toEqual({
      result: 'rejected',
      problem: 'HTTP 400: invalid_blocks',
    });
    expect(answer(503)).toEqual({ result: 'retry', problem: 'HTTP 503' });
  });

  it('passes on how long the receiver wants to be left alone', () => {
    expect(answer(429, '30')).toEqual({ result: 'retry', problem: 'HTTP 429', retryAfterMs: 30_000 });
    expect(answer(503, 'later')).toEqual({ result: 'retry', problem: 'HTTP 503' });
  });

  it('tries again where no answer came', () => {
    expect(classifyAnswer({ answered: false, problem: 'No answer: ECONNREFUSED' }, nowMs)).toEqual({
      result: 'retry',
      problem: 'No answer: ECONNREFUSED',
    });
  });
});

describe('parseRetryAfter()', () => {
  it.each([
    ['0', 0],
    [' 120 ', 120_000],
    ['Tue, 13 Jan 2026 13:04:12 GMT', 60_000],
    ['Tue, 13 Jan 2026 13:00:00 GMT', 0],
    ['', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['99999999999', undefined],
    ['soon', undefined],
    [undefined, undefined],
  ])('reads %j as %j ms', (header, ms) => {
    expect(parseRetryAfter(header, nowMs)).toBe(ms);
  });
});
