import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/probes/probe.ts';
import { isSpoiled } from '../../../shared/probes/spoiled.ts';
import { plannedEndpoint } from '../../support/planned-endpoint.ts';

const endpoint = plannedEndpoint('web', {
  probe: { latency: { degradedMs: 500, failedMs: 2_000 }, timeoutMs: 10_000 },
});
const timeout: Failure = { reason: 'No answer within 10s', blame: 'target', retryable: true };

type Row = readonly [
  sentence: string,
  totalMs: number,
  errorBoundMs: number,
  failure: Failure | undefined,
  spoiled: boolean,
];

const rows: readonly Row[] = [
  ['our delay may have carried it over a limit', 550, 100, undefined, true],
  ['our delay may have carried it over the higher limit', 2_100, 250, undefined, true],
  ['it is above the limit without our delay too', 700, 100, undefined, false],
  ['it is below every limit', 450, 100, undefined, false],
  ['our delay is under a tenth of it', 510, 50, undefined, false],
  ['our delay is under 5 ms', 501, 4, undefined, false],
  ['our delay may have made the timeout', 10_200, 1_500, timeout, true],
  ['our delay is too small to have made the timeout', 10_001, 900, timeout, false],
  ['the failure is our own anyway', 10_200, 1_500, { ...timeout, blame: 'probe' }, false],
  ['the target answered wrongly', 10_200, 1_500, { ...timeout, retryable: false }, false],
];

describe('isSpoiled()', () => {
  it.each(rows)('where %s', (_sentence, totalMs, errorBoundMs, failure, spoiled) => {
    const finding = { checks: [], phases: { totalMs }, errorBoundMs, ...(failure === undefined ? {} : { failure }) };
    expect(isSpoiled(endpoint, finding)).toBe(spoiled);
  });

  it('is false where nobody set a limit', () => {
    expect(isSpoiled(plannedEndpoint(), { checks: [], phases: { totalMs: 550 }, errorBoundMs: 100 })).toBe(false);
  });
});
