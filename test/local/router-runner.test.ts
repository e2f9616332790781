import { describe, expect, it } from 'vitest';
import { createDeadLetterStore } from '../../local/memory/dead-letter-store.ts';
import { createRouterRunner } from '../../local/router-runner.ts';
import type { MetricDatum } from '../../shared/model/metric.ts';
import { incidentPlan } from '../support/incident-plan.ts';
import { createIncidentWorld } from '../support/incident-world.ts';

const plan = incidentPlan();
const router = 'alert-router';

function run(work?: () => Promise<unknown>) {
  const deadLetters = createDeadLetterStore();
  const numbers: MetricDatum[] = [];
  const { ports } = createIncidentWorld({ plan, startMs: Date.parse('2026-01-07T13:00:00Z') });
  const publish = (data: readonly MetricDatum[]) => void numbers.push(...data);
  const runner = createRouterRunner({ plan, ports, deadLetters, publish, ...(work === undefined ? {} : { work }) });
  return { runner, deadLetters, numbers };
}

const failing = () => Promise.reject(new Error('InternalServerError'));

describe('createRouterRunner()', () => {
  it('answers what the router answers', async () => {
    const { runner, deadLetters } = run();
    expect(await runner.invoke({ wake: { alarm: 'web' } })).toEqual({ deliveries: 0 });
    expect(deadLetters.count(router)).toBe(0);
  });

  it('keeps an event that the router failed on as a dead letter, and counts it', async () => {
    const { runner, deadLetters, numbers } = run(failing);
    expect(await runner.invoke({ sweep: true })).toBeUndefined();
    expect(deadLetters.count(router)).toBe(1);
    expect(numbers.filter(({ metric, value }) => metric.name === 'Errors' && value === 1)).toHaveLength(1);
  });

  it.each([undefined, () => 1])('never rejects, whatever it is called with', async (event) => {
    const { runner, deadLetters } = run(failing);
    expect(await runner.invoke(event)).toBeUndefined();
    expect(deadLetters.count(router)).toBe(1);
  });
});
