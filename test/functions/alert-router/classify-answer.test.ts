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

const slackSays = (body: string) => classifyAnswer({ answered: true, status: 200, body }, nowMs, 'slack');

describe('classifyAnswer() of Slack', () => {
  it('says what the message is called', () => {
    expect(slackSays('{"ok":true,"channel":"C1","ts":"1503435956.000247"}')).toEqual({
      result: 'delivered',
      thread: '1503435956.000247',
    });
  });

  it('names the thread of a reply, not the reply', () => {
    const message = { ts: '1503435999.000300', thread_ts: '1503435956.000247' };
    expect(slackSays(JSON.stringify({ ok: true, ts: message.ts, message }))).toMatchObject({
      thread: '1503435956.000247',
    });
  });

  it('has no name for what is no message', () => {
    expect(slackSays('{"ok":true,"team":"Shop","user":"watchkeeper"}')).toEqual({ result: 'delivered' });
  });

  it('takes an answer that broke off as one, so that nobody is told twice', () => {
    expect(slackSays('{"ok":true,"channel":"C1","mess')).toEqual({ result: 'delivered' });
  });

  it.each([
    ['{"ok":false,"error":"channel_not_found"}', 'rejected', 'Slack: channel_not_found'],
    ['{"ok":false}', 'rejected', 'Slack: no reason given'],
    ['{"ok":false,"error":"internal_error"}', 'retry', 'Slack: internal_error'],
    ['<html>', 'retry', 'Slack gave no answer of its own: <html>'],
    ['null', 'retry', 'Slack gave no answer of its own: null'],
  ])('takes %s as %s', (body, result, problem) => {
    expect(slackSays(body)).toEqual({ result, problem });
  });

  it('goes by the status where that is no success', () => {
    const body = '{"ok":false,"error":"channel_not_found"}';
    expect(classifyAnswer({ answered: true, status: 503, body }, nowMs, 'slack').result).toBe('retry');
  });
});

describe('classifyAnswer() of Teams', () => {
  const failed = (reason: string) => `Webhook message delivery failed with error: ${reason}`;

  it.each([
    ['', 'delivered'],
    ['1', 'delivered'],
    [failed('Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=0'), 'retry'],
    [failed('Microsoft Teams endpoint returned HTTP error 500 with ContextId tcid=0'), 'retry'],
    [failed('Microsoft Teams endpoint returned HTTP error 413 with ContextId tcid=0'), 'rejected'],
    [failed('Error contacting Microsoft Teams endpoint'), 'retry'],
  ])('takes %j as %s', (body, result) => {
    expect(classifyAnswer({ answered: true, status: 200, body }, nowMs, 'teams').result).toBe(result);
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
