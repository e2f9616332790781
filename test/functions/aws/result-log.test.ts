import { describe, expect, it } from 'vitest';
import { createResultLog } from '../../../functions/aws/result-log.ts';
import type { ProbeResult } from '../../../shared/model/probe-result.ts';

const result: ProbeResult = {
  endpoint: 'web',
  kind: 'http',
  location: 'eu-central-1',
  target: 'https://shop.example/',
  outcome: 'down',
  reason: 'Expected body containing "a\nb", got "x"',
  checks: [],
  phases: { totalMs: 34 },
  errorBoundMs: 0.1,
  attempts: 1,
  startedAtMs: 1_767_600_000_000,
};

describe('createResultLog()', () => {
  it('writes one line of JSON per result', () => {
    const written: string[] = [];
    const log = createResultLog((line) => void written.push(line));
    log.write(result, { job: 'endpoint-probe/eu-central-1/1m', scheduledAtMs: 1_767_600_000_000 });
    expect(written).toHaveLength(1);
    expect(written[0]?.split('\n')).toEqual([expect.any(String), '']);
    expect(JSON.parse(written[0] ?? '')).toEqual({
      level: 'INFO',
      type: 'probe-result',
      job: 'endpoint-probe/eu-central-1/1m',
      scheduledAtMs: 1_767_600_000_000,
      result,
    });
  });
});
