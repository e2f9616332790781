import { describe, expect, it } from 'vitest';
import { type ProbeEndpointsPorts, probeEndpoints } from '../../../functions/endpoint-probe/probe-endpoints.ts';
import type { MetricDatum } from '../../../shared/model/metric.ts';
import type { ProbeResult } from '../../../shared/model/probe-result.ts';
import type { MetricReport } from '../../../shared/ports/metric-sink.ts';
import type { Finding } from '../../../shared/probes/probe.ts';
import { batchOptions, fineFinding } from '../../support/batch-options.ts';
import { probeConfig } from '../../support/probe-config.ts';

const job = 'endpoint-probe/eu-central-1/1m';
const scheduled = { job, scheduledAt: '2026-01-05T08:30:42Z' };
const minuteMs = Date.parse('2026-01-05T08:30:00Z');
const config = probeConfig(['web', 'api', 'mail', 'shop']);

/** Ports that keep what came out of the work. */
function createPorts(run: () => Promise<Finding> = async () => fineFinding, lost = 0) {
  const puts: (readonly MetricDatum[])[] = [];
  const lines: { readonly result: ProbeResult; readonly job: string; readonly scheduledAtMs: number }[] = [];
  const deadlines: number[] = [];
  const ports: ProbeEndpointsPorts = {
    ...batchOptions(run),
    log: { write: (result, line) => void lines.push({ result, ...line }) },
    metrics: {
      async put(data, { deadlineMs }): Promise<MetricReport> {
        puts.push(data);
        deadlines.push(deadlineMs);
        const report = { sent: data.length - lost, lost, calls: 1, retries: 0 };
        return lost > 0 ? { ...report, problem: 'ThrottlingException: Rate exceeded' } : report;
      },
    },
  };
  return { ports, puts, lines, deadlines };
}

const brokenOnce = () => {
  let calls = 0;
  return async (): Promise<Finding> => {
    calls += 1;
    if (calls === 1) throw new Error('broken');
    return fineFinding;
  };
};

describe('probeEndpoints()', () => {
  it('publishes a job in one call, stamped with the scheduled minute', async () => {
    const { ports, puts } = createPorts();
    const report = await probeEndpoints(scheduled, 60_000, { config, ports });
    expect(puts).toHaveLength(1);
    expect(new Set(puts[0]?.map(({ timestampMs }) => timestampMs))).toEqual(new Set([minuteMs]));
    expect(
      puts[0]?.map(({ metric, value }) => `${metric.name} ${Object.values(metric.dimensions).join(' ')} ${value}`),
    ).toEqual([
      `ResultPercent ${job} 100`,
      ...['web', 'api', 'mail', 'shop'].flatMap((id) => [`Down ${id} eu-central-1 0`, `Latency ${id} eu-central-1 20`]),
    ]);
    expect(report).toMatchObject({ job, metrics: { sent: 9, lost: 0 }, counts: { up: 4 } });
  });

  it('counts only endpoints with a verdict as results', async () => {
    const { ports, puts } = createPorts(brokenOnce());
    await probeEndpoints(scheduled, 60_000, { config, ports });
    expect(puts[0]?.find(({ metric }) => metric.name === 'ResultPercent')?.value).toBe(75);
    expect(puts[0]?.filter(({ metric }) => metric.name === 'Down')).toHaveLength(3);
  });

  it('writes one log line per result', async () => {
    const { ports, lines } = createPorts();
    await probeEndpoints(scheduled, 60_000, { config, ports });
    expect(lines.map(({ result }) => result.endpoint)).toEqual(['web', 'api', 'mail', 'shop']);
    expect(lines[0]).toMatchObject({ job, scheduledAtMs: Date.parse(scheduled.scheduledAt) });
  });

  it('publishes nothing when a person asks', async () => {
    const { ports, puts, lines } = createPorts();
    const report = await probeEndpoints({ endpoints: ['api'] }, 60_000, { config, ports });
    expect(puts).toEqual([]);
    expect(lines).toMatchObject([{ job: 'by hand' }]);
    expect(report.results.map(({ endpoint }) => endpoint)).toEqual(['api']);
    expect(report.metrics).toBeUndefined();
  });

  it('fails when metrics were lost, so that somebody is told', async () => {
    const { ports } = createPorts(undefined, 3);
    await expect(probeEndpoints(scheduled, 60_000, { config, ports })).rejects.toThrow(
      `Cannot publish all metrics of ${job}: 3 of 9 were lost: ThrottlingException: Rate exceeded`,
    );
  });

  it.each([
    ['the invocation, where that is shorter', 30_000, 25_000],
    ['the interval, where that is shorter', 900_000, 55_000],
  ])('keeps the probes inside %s', async (_sentence, remainingMs, budgetMs) => {
    const waits: number[] = [];
    const { ports } = createPorts();
    const timer: ProbeEndpointsPorts['timer'] = {
      wait: (ms, signal) => {
        waits.push(ms);
        return ports.timer.wait(ms, signal);
      },
    };
    await probeEndpoints(scheduled, remainingMs, { config, ports: { ...ports, timer } });
    expect(waits[0]).toBe(budgetMs);
  });

  it('lets metrics be retried until shortly before the end of the invocation', async () => {
    const { ports, deadlines } = createPorts();
    await probeEndpoints(scheduled, 60_000, { config, ports });
    expect(deadlines).toEqual([ports.context.now() + 59_500]);
  });

  it('refuses an event that makes no sense before it probes anything', async () => {
    const { ports, lines } = createPorts();
    await expect(probeEndpoints({ endpoints: ['wbe'] }, 60_000, { config, ports })).rejects.toThrow(
      'did you mean "web"?',
    );
    expect(lines).toEqual([]);
  });
});
