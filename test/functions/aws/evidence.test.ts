import { describe, expect, it } from 'vitest';
import { createEvidence } from '../../../functions/aws/evidence.ts';
import { createEvidenceLog } from '../../../functions/aws/evidence-log.ts';
import { createResultLog } from '../../../functions/aws/result-log.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { ProbeResult } from '../../../shared/model/probe-result.ts';
import { changedAtMs, sampleResult } from '../../support/alert-samples.ts';
import { type AwsAnswer, type AwsCall, startAwsServer } from '../../support/aws-server.ts';

const minuteMs = 60_000;
const logGroup = '/aws/lambda/shop-prod-endpoint-probe';
const query = { endpoint: 'web', beforeMs: changedAtMs, unhealthy: true };

/** An event as the probe function's log has it. */
function event(result: ProbeResult) {
  let message = '';
  createResultLog((line) => {
    message = line;
  }).write(result, { job: 'endpoint-probe/eu-central-1/1m', scheduledAtMs: result.startedAtMs });
  return { timestamp: result.startedAtMs + 5_000, message };
}

/** A result of so many minutes before the change. */
const ago = (minutes: number, change: Partial<ProbeResult> = {}) =>
  sampleResult({ startedAtMs: changedAtMs - minutes * minuteMs, ...change });

/** A log that holds results, cut by the time range that is asked for. */
const logOf =
  (...results: readonly ProbeResult[]) =>
  ({ input }: AwsCall): AwsAnswer => {
    const { startTime, endTime } = input as { readonly startTime: number; readonly endTime: number };
    return {
      output: { events: results.map(event).filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime) },
    };
  };

async function search(
  answer: (call: AwsCall) => AwsAnswer,
  { regions = ['eu-central-1'], unhealthy = true, timeoutMs = 2_000 } = {},
) {
  const server = await startAwsServer(answer);
  try {
    const probeLogs = regions.map((region) => ({ region, logGroup }));
    const evidence = createEvidence({ client: server.client, probeLogs, findingLogs: [], timeoutMs });
    const end = await evidence.latest({ ...query, unhealthy }).catch((error: unknown) => error as Error);
    return { end, calls: server.calls };
  } finally {
    await server.close();
  }
}

describe('the evidence in CloudWatch Logs', () => {
  it('asks for the endpoint’s unhealthy results of the last ten minutes', async () => {
    const { end, calls } = await search(logOf(ago(1)));
    expect(end).toEqual(ago(1));
    expect(calls).toMatchObject([
      {
        operation: 'FilterLogEvents',
        input: {
          logGroupName: logGroup,
          startTime: changedAtMs - 10 * minuteMs,
          endTime: changedAtMs + minuteMs,
          filterPattern:
            '{ ($.type = "probe-result") && ($.result.endpoint = "web") && (($.result.outcome = "down") || ($.result.outcome = "degraded")) }',
        },
      },
    ]);
  });

  it('asks for any result where any will do', async () => {
    const { calls } = await search(logOf(ago(1)), { unhealthy: false });
    expect(calls[0]?.input.filterPattern).toBe('{ ($.type = "probe-result") && ($.result.endpoint = "web") }');
  });

  it('takes the newest at or before the moment', async () => {
    const { end } = await search(logOf(ago(3), ago(1), ago(2), ago(0), ago(-0.5)));
    expect(end).toEqual(ago(0));
  });

  it('looks further back, step by step, only where nothing was found', async () => {
    const { end, calls } = await search(logOf(ago(90)));
    expect(end).toEqual(ago(90));
    expect(calls.map(({ input }) => [input.startTime, input.endTime])).toEqual([
      [changedAtMs - 10 * minuteMs, changedAtMs + minuteMs],
      [changedAtMs - 120 * minuteMs, changedAtMs - 10 * minuteMs],
    ]);
  });

  it('gives up after a day', async () => {
    const { end, calls } = await search(logOf());
    expect(end).toBeUndefined();
    expect(calls).toHaveLength(3);
    expect(calls.at(-1)?.input.startTime).toBe(changedAtMs - 25 * 60 * minuteMs);
  });

  it('turns pages, empty ones too', async () => {
    const pages: readonly AwsAnswer[] = [
      { output: { events: [], nextToken: 'two' } },
      { output: { events: [event(ago(5))], nextToken: 'three' } },
      { output: { events: [event(ago(1))] } },
    ];
    const { end, calls } = await search(
      ({ input }) => pages[['two', 'three'].indexOf(String(input.nextToken)) + 1] ?? 'never',
    );
    expect(end).toEqual(ago(1));
    expect(calls.map(({ input }) => input.nextToken)).toEqual([undefined, 'two', 'three']);
  });

  it('turns no more than ten pages', async () => {
    const { end, calls } = await search(() => ({ output: { events: [event(ago(1))], nextToken: 'more' } }));
    expect(end).toEqual(ago(1));
    expect(calls).toHaveLength(10);
  });

  it('searches every location in its region, and takes the newest of all', async () => {
    const byRegion: Readonly<Record<string, ProbeResult>> = {
      'eu-central-1': ago(2),
      'us-east-1': ago(1, { location: 'us-east-1' }),
    };
    const { end, calls } = await search(({ region }) => ({ output: { events: [event(byRegion[region] ?? ago(9))] } }), {
      regions: ['eu-central-1', 'us-east-1'],
    });
    expect(end).toEqual(byRegion['us-east-1']);
    expect(calls.map(({ region }) => region).toSorted()).toEqual(['eu-central-1', 'us-east-1']);
  });

  it('is content with one location where another cannot be searched', async () => {
    const answer = (call: AwsCall): AwsAnswer =>
      call.region === 'us-east-1' ? { error: 'AccessDeniedException' } : logOf(ago(1))(call);
    const { end } = await search(answer, { regions: ['us-east-1', 'eu-central-1'] });
    expect(end).toEqual(ago(1));
  });

  it('fails where no location can be searched', async () => {
    const { end } = await search(() => ({ error: 'ResourceNotFoundException' }));
    expect(end).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('gives up in time where nothing answers', async () => {
    const { end } = await search(() => 'never', { timeoutMs: 200 });
    expect(end).toBeInstanceOf(Error);
  });

  it.each(['garbage', '{"half":', '', '{}', 'null', '{"result":{}}'])('skips a line that is %j', async (message) => {
    const { end } = await search(() => ({ output: { events: [{ timestamp: changedAtMs, message }, event(ago(1))] } }));
    expect(end).toEqual(ago(1));
  });
});

const findingGroups = ['/aws/lambda/shop-prod-database-health', '/aws/lambda/shop-prod-kpi-query'];
const key = 'database/orders/long-query';

/** A finding of so many minutes before the change. */
const foundAgo = (minutes: number, change: Partial<Finding> = {}): Finding => ({
  key,
  severity: 'warning',
  title: 'a query of orders has been running for 73 s',
  reason: 'SELECT pg_sleep(?)',
  facts: [{ label: 'User', value: 'app' }],
  atMs: changedAtMs - minutes * minuteMs,
  ...change,
});

/** An event as the functions' log has it. */
function findingEvent(finding: Finding) {
  let message = '';
  createEvidenceLog((line) => {
    message = line;
  }).addFinding(finding, { job: 'database-health/pulse/1m' });
  return { timestamp: finding.atMs, message };
}

async function searchFinding(answer: (call: AwsCall) => AwsAnswer) {
  const server = await startAwsServer(answer);
  try {
    const findingLogs = findingGroups.map((group) => ({ region: 'eu-central-1', logGroup: group }));
    const evidence = createEvidence({ client: server.client, probeLogs: [], findingLogs, timeoutMs: 2_000 });
    const end = await evidence.finding({ key, beforeMs: changedAtMs }).catch((error: unknown) => error as Error);
    return { end, calls: server.calls };
  } finally {
    await server.close();
  }
}

const findingsOf =
  (...findings: readonly Finding[]) =>
  (): AwsAnswer => ({ output: { events: findings.map(findingEvent) } });

describe('findings in CloudWatch Logs', () => {
  it('are asked for by the key of the alarm, in the log of every function that finds', async () => {
    const { end, calls } = await searchFinding(findingsOf(foundAgo(1)));
    expect(end).toEqual(foundAgo(1));
    expect(calls.map(({ input }) => input.logGroupName).toSorted()).toEqual(findingGroups);
    for (const { input } of calls) {
      expect(input).toMatchObject({
        startTime: changedAtMs - 10 * minuteMs,
        endTime: changedAtMs + minuteMs,
        filterPattern: `{ ($.type = "finding") && ($.finding.key = "${key}") }`,
      });
    }
  });

  it('are the newest at or before the moment', async () => {
    const { end } = await searchFinding(findingsOf(foundAgo(2), foundAgo(0), foundAgo(-0.5), foundAgo(1)));
    expect(end).toEqual(foundAgo(0));
  });

  it('are looked for a day back, each log on its own', async () => {
    const { end, calls } = await searchFinding(findingsOf());
    expect(end).toBeUndefined();
    expect(calls).toHaveLength(6);
  });

  it('come from one log while another one fails', async () => {
    const { end } = await searchFinding((call) =>
      call.input.logGroupName === findingGroups[0] ? { error: 'AccessDeniedException' } : findingsOf(foundAgo(1))(),
    );
    expect(end).toEqual(foundAgo(1));
  });

  it('are a failure where nothing is found and a log could not be searched', async () => {
    const { end } = await searchFinding((call) =>
      call.input.logGroupName === findingGroups[0] ? { error: 'AccessDeniedException' } : findingsOf()(),
    );
    expect((end as Error).name).toBe('AccessDeniedException');
  });

  it.each(['garbage', '{}', 'null', '{"finding":null}', '{"finding":{"atMs":1}}'])(
    'are not in a line that is %j',
    async (message) => {
      const { end } = await searchFinding(() => ({
        output: { events: [{ timestamp: changedAtMs, message }, findingEvent(foundAgo(1))] },
      }));
      expect(end).toEqual(foundAgo(1));
    },
  );
});
