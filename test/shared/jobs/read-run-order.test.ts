import { describe, expect, it } from 'vitest';
import { readRunOrder } from '../../../shared/jobs/read-run-order.ts';

const mrr = { id: 'mrr' };
const orders = { id: 'orders' };
const churn = { id: 'churn' };
const jobs = [{ id: 'kpi-query/15m', members: ['mrr', 'orders'] }];
const choices = {
  field: 'kpis',
  things: [mrr, orders, churn],
  jobs,
  idsOf: (job: (typeof jobs)[number]) => job.members,
};
const notAList = 'Cannot read the event: "kpis" must be a list of one or more names';
const nowMs = 1_767_600_000_000;
const read = (event: unknown) => readRunOrder(event, choices, nowMs);

describe('readRunOrder()', () => {
  it.each([
    [
      'a job',
      { job: 'kpi-query/15m', scheduledAt: '2026-01-05T08:30:00Z' },
      { scheduledAtMs: Date.parse('2026-01-05T08:30:00Z'), job: jobs[0], things: [mrr, orders] },
    ],
    ['names, each once', { kpis: ['churn', 'mrr', 'churn'] }, { scheduledAtMs: nowMs, things: [churn, mrr] }],
    ['nothing, which is everything', {}, { scheduledAtMs: nowMs, things: [mrr, orders, churn] }],
  ])('understands %s', (_, event, expected) => {
    expect(read(event)).toEqual(expected);
  });

  it.each([
    ['no object', null, 'Cannot read the event: null, must be an object such as {} or {"kpis":["mrr"]}'],
    ['a text', 'mrr', 'Cannot read the event: a string, must be an object such as {} or {"kpis":["mrr"]}'],
    ['a list', ['mrr'], 'Cannot read the event: a list, must be an object such as {} or {"kpis":["mrr"]}'],
    ['an unknown field', { kpi: ['mrr'] }, 'Cannot read the event: no field "kpi" is known; did you mean "kpis"?'],
    ['a job that is no text', { job: 1 }, 'Cannot read the event: "job" is a number, must be a text'],
    ['names that are a text', { kpis: 'mrr' }, `${notAList}, such as ["mrr"]`],
    ['an empty list', { kpis: [] }, `${notAList}, such as ["mrr"]`],
    ['names that are no texts', { kpis: [1] }, `${notAList}, such as ["mrr"]`],
    [
      'a job and names',
      { job: 'kpi-query/15m', kpis: ['mrr'] },
      'Cannot run a job and a list of kpis at once: must be asked for one of them',
    ],
    [
      'a moment that is none',
      { scheduledAt: 'soon' },
      'Cannot read scheduledAt: "soon" is no time, must be like "2026-01-05T08:30:00Z"',
    ],
    [
      'an unknown job',
      { job: 'kpi-query/5m' },
      'Cannot run job "kpi-query/5m": this function has none of that name; did you mean "kpi-query/15m"?',
    ],
    [
      'unknown names',
      { kpis: ['mr', 'mrr', 'nps'] },
      'Cannot run kpis that this function does not know: "mr" (did you mean "mrr"?); "nps" (known: "mrr", "orders", "churn")',
    ],
  ])('refuses %s', (_, event, message) => {
    expect(() => read(event)).toThrow(new Error(message));
  });

  it('gives an example where the function knows nothing', () => {
    expect(() => readRunOrder(null, { ...choices, things: [] }, nowMs)).toThrow('{"kpis":["name"]}');
  });
});
