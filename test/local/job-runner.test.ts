import { describe, expect, it } from 'vitest';
import { createJobRunner, type JobWork } from '../../local/job-runner.ts';
import { createDeadLetterStore } from '../../local/memory/dead-letter-store.ts';
import { type MetricDatum, metricKey } from '../../shared/model/metric.ts';
import { storyPlan, storyStartMs } from '../scenarios/story.ts';

function createRunner(work: JobWork, speed = 1) {
  const plan = storyPlan();
  const published: MetricDatum[] = [];
  const deadLetters = createDeadLetterStore();
  const runner = createJobRunner({
    ...{ plan, speed, deadLetters, workOf: () => work, resultPercentOf: () => 75 },
    clock: { now: () => storyStartMs },
    publish: (data) => published.push(...data),
  });
  const [job] = plan.jobs;
  if (job === undefined) throw new Error('Cannot test: the plan has no job');
  return { plan, deadLetters, published, runner, run: () => runner.run(job, storyStartMs) };
}

const shown = (data: readonly MetricDatum[]) => data.map(({ metric, value }) => `${metric.name} ${value}`);

describe('createJobRunner()', () => {
  it('hands the scheduled time and the job to the work, and shows how it went', async () => {
    const events: unknown[] = [];
    const { run, runner, published } = createRunner(async (event) => {
      events.push(event);
    });
    await run();
    expect(events).toEqual([{ scheduledAt: '2026-01-05T12:00:00.000Z', job: 'endpoint-probe/eu-central-1/1m' }]);
    expect(runner.views()).toMatchObject([{ lastRunAtMs: storyStartMs, lastResultPercent: 75 }]);
    expect(shown(published)).toEqual(['Invocations 1', 'Errors 0', 'Throttles 0']);
  });

  it('counts a run that throws as an error and keeps it as a dead letter', async () => {
    const { run, runner, published, deadLetters } = createRunner(async () => Promise.reject(new Error('No memory')));
    await run();
    expect(shown(published)).toEqual(['Invocations 1', 'Errors 1', 'Throttles 0']);
    expect(runner.views()).toMatchObject([{ lastProblem: 'No memory' }]);
    expect(deadLetters.letters('endpoint-probe/eu-central-1')).toMatchObject([
      { type: 'failed-run', problem: 'No memory' },
    ]);
  });

  it('does not start a job whose last run is not done: a throttle', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { run, runner, published } = createRunner(() => promise);
    const first = run();
    await run();
    expect(shown(published)).toEqual(['Throttles 1']);
    expect(runner.views()).toMatchObject([
      { lastProblem: 'The run before was not done yet, so that this one was not started' },
    ]);
    resolve();
    await first;
    expect(runner.views()[0]).not.toHaveProperty('lastProblem');
  });

  it.each([
    [1, 62_000],
    [20, 7_850],
    [60, 5_950],
  ])('at speed %i gives the work %i ms, of which it keeps five seconds to publish', async (speed, expected) => {
    const given: number[] = [];
    const { run } = createRunner(async (_event, remainingMs) => {
      given.push(remainingMs);
    }, speed);
    await run();
    expect(given).toEqual([expected]);
  });

  it('publishes the very metrics that the alarms on the function read', async () => {
    const { run, plan, published } = createRunner(async () => undefined);
    await run();
    const read = plan.alarms.flatMap(({ subject, rule }) =>
      subject.kind === 'function' && subject.function.startsWith('endpoint-probe') && subject.aspect !== 'dead-letters'
        ? rule.queries.flatMap((query) => (query.kind === 'stat' ? [metricKey(query.metric)] : []))
        : [],
    );
    expect(read.length).toBeGreaterThan(0);
    expect(published.map(({ metric }) => metricKey(metric))).toEqual(expect.arrayContaining(read));
  });
});
