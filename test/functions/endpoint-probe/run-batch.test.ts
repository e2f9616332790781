import { describe, expect, it } from 'vitest';
import { type BatchOptions, runBatch } from '../../../functions/endpoint-probe/run-batch.ts';
import type { Failure, Finding } from '../../../shared/probes/probe.ts';
import { batchOptions, createFakeTimer, fineFinding } from '../../support/batch-options.ts';
import { plannedEndpoint } from '../../support/planned-endpoint.ts';

const lost: Failure = { reason: 'Connection reset by 192.0.2.7:443', blame: 'target', retryable: true };
const cutOff: Failure = { reason: 'The run was out of time', blame: 'probe', retryable: false };
const failedBy = (failure: Failure): Finding => ({ ...fineFinding, checks: [], failure });
const slow = (totalMs: number, errorBoundMs: number): Finding => ({
  ...fineFinding,
  phases: { totalMs },
  errorBoundMs,
});

/** A probe that finds these things one after the other, the last one again and again. */
function finds(...findings: readonly Finding[]) {
  let attempts = 0;
  return async (): Promise<Finding> => findings[Math.min(attempts++, findings.length - 1)] ?? fineFinding;
}

const untilAborted = (signal: AbortSignal, finding: Finding): Promise<Finding> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(finding)));

describe('runBatch()', () => {
  it('answers with one result per endpoint, in their order', async () => {
    const results = await runBatch(
      ['a', 'b', 'c'].map((id) => plannedEndpoint(id)),
      batchOptions(finds()),
    );
    expect(results.map(({ endpoint, outcome, attempts }) => [endpoint, outcome, attempts])).toEqual([
      ['a', 'up', 1],
      ['b', 'up', 1],
      ['c', 'up', 1],
    ]);
  });

  it('answers with nothing for no endpoints', async () => {
    expect(await runBatch([], batchOptions(finds()))).toEqual([]);
  });

  it('tries again after a lost packet, and pages nobody', async () => {
    const [result] = await runBatch([plannedEndpoint()], batchOptions(finds(failedBy(lost), fineFinding)));
    expect(result).toMatchObject({ outcome: 'up', attempts: 2 });
  });

  it('gives up after the agreed retries', async () => {
    const [result] = await runBatch([plannedEndpoint()], batchOptions(finds(failedBy(lost))));
    expect(result).toMatchObject({
      outcome: 'down',
      attempts: 3,
      reason: 'Connection reset by 192.0.2.7:443 (3 attempts)',
    });
  });

  it('does not try again what is no network error', async () => {
    const wrong = failedBy({ ...lost, retryable: false });
    const [result] = await runBatch([plannedEndpoint()], batchOptions(finds(wrong, fineFinding)));
    expect(result).toMatchObject({ outcome: 'down', attempts: 1 });
  });

  it('waits before each retry as the definition says', async () => {
    const timer = createFakeTimer();
    const options = batchOptions(finds(failedBy(lost)), { timer, random: () => 0.25 });
    const batch = runBatch([plannedEndpoint()], options);
    await expect.poll(() => timer.waited).toEqual([55_000, 50]);
    timer.expire(50);
    await expect.poll(() => timer.waited).toEqual([55_000, 50, 100]);
    timer.expire(100);
    expect((await batch)[0]).toMatchObject({ attempts: 3 });
  });

  it('repeats a measurement once that this process spoiled', async () => {
    const endpoint = plannedEndpoint('web', { probe: { latency: { degradedMs: 500 } } });
    const [result] = await runBatch([endpoint], batchOptions(finds(slow(560, 100), fineFinding)));
    expect(result).toMatchObject({ outcome: 'up', attempts: 2, phases: { totalMs: 20 } });
  });

  it('marks a measurement that is spoiled again', async () => {
    const endpoint = plannedEndpoint('web', { probe: { latency: { degradedMs: 500 } } });
    const [result] = await runBatch([endpoint], batchOptions(finds(slow(560, 100))));
    expect(result).toMatchObject({ outcome: 'up', attempts: 2, errorBoundMs: 100 });
    expect(result?.checks.at(-1)?.actual).toBe("560 ms, of which up to 100 ms is the probe's own delay");
  });

  it('calls a probe that breaks unknown, and goes on', async () => {
    const run = async (_: unknown, context: { readonly now: () => number }): Promise<Finding> => {
      if (context.now() > 0 && broken.next().value === true)
        throw new Error('undefined is not a function, token=abc123');
      return fineFinding;
    };
    const broken = [false, true, false].values();
    const results = await runBatch(
      ['a', 'b', 'c'].map((id) => plannedEndpoint(id)),
      batchOptions(run),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['up', 'unknown', 'up']);
    expect(results[1]?.reason).toBe('The probe itself failed: undefined is not a function, token=***');
  });

  it('calls what is not done in time unknown, and keeps what is', async () => {
    const timer = createFakeTimer();
    const probed: string[] = [];
    const run: NonNullable<BatchOptions['run']> = (spec, { signal }) => {
      const url = spec.kind === 'http' ? spec.url : '';
      probed.push(url);
      return url.includes('dead') ? untilAborted(signal, failedBy(cutOff)) : Promise.resolve(fineFinding);
    };
    const endpoints = ['web', 'dead'].map((id) => plannedEndpoint(id));
    const batch = runBatch(endpoints, batchOptions(run, { timer }));
    await expect.poll(() => probed.length).toBe(2);
    timer.expire(55_000);
    expect(await batch).toMatchObject([
      { endpoint: 'web', outcome: 'up' },
      { endpoint: 'dead', outcome: 'unknown', reason: 'Out of time: the run ended before this endpoint was judged' },
    ]);
  });

  it('lets the last attempt decide that came to an end, when the next one has no time', async () => {
    const timer = createFakeTimer();
    let attempts = 0;
    const run = (_: unknown, { signal }: { readonly signal: AbortSignal }): Promise<Finding> =>
      attempts++ === 0 ? Promise.resolve(failedBy(lost)) : untilAborted(signal, failedBy(cutOff));
    const batch = runBatch([plannedEndpoint()], batchOptions(run, { timer }));
    await expect.poll(() => timer.waited).toEqual([55_000, 100]);
    timer.expire(100);
    await expect.poll(() => attempts).toBe(2);
    timer.expire(55_000);
    expect(await batch).toMatchObject([{ outcome: 'down', attempts: 1, reason: 'Connection reset by 192.0.2.7:443' }]);
  });

  it('ends even where a probe does not listen to the end', async () => {
    const timer = createFakeTimer();
    const batch = runBatch(
      [plannedEndpoint()],
      batchOptions(() => new Promise(() => {}), { timer }),
    );
    await expect.poll(() => timer.waited).toEqual([55_000]);
    timer.expire(55_000);
    await expect.poll(() => timer.waited).toEqual([55_000, 250]);
    timer.expire(250);
    expect(await batch).toMatchObject([{ outcome: 'unknown' }]);
  });
});
