import { describe, expect, it } from 'vitest';
import { createFindings } from '../../../functions/aws/findings.ts';
import { type AwsAnswer, startAwsServer } from '../../support/aws-server.ts';
import { sampleFinding } from '../../support/report-samples.ts';

const period = { fromMs: 1_767_567_600_000, toMs: 1_768_172_400_000 };
const finding = sampleFinding();

const row = (line: unknown) => [
  { field: 'finding.key', value: finding.key },
  { field: 'times', value: '12' },
  { field: 'firstAtMs', value: '1767600000000' },
  { field: 'lastAtMs', value: '1767700000000' },
  { field: 'line', value: typeof line === 'string' ? line : JSON.stringify(line) },
];

async function recall(
  answers: readonly AwsAnswer[],
  logGroups = ['/aws/lambda/a', '/aws/lambda/b'],
  timeoutMs = 2_000,
) {
  const rest = [...answers];
  const server = await startAwsServer(({ operation }) =>
    operation === 'StartQuery' ? { output: { queryId: 'q1' } } : (rest.shift() ?? 'never'),
  );
  try {
    const timer = { wait: async () => undefined };
    const findings = createFindings({ client: server.client, logGroups, timer, timeoutMs });
    const found = await findings.between(period).catch((error: unknown) => error as Error);
    return { found, calls: server.calls };
  } finally {
    await server.close();
  }
}

describe('createFindings()', () => {
  it('asks all logs at once, and waits for the end of the query', async () => {
    const answers: AwsAnswer[] = [
      { output: { status: 'Scheduled' } },
      { output: { status: 'Running', results: [] } },
      { output: { status: 'Complete', results: [row({ level: 'WARN', type: 'finding', job: 'x', finding })] } },
    ];
    const { found, calls } = await recall(answers);
    expect(found).toEqual([{ finding, times: 12, firstAtMs: 1_767_600_000_000, lastAtMs: 1_767_700_000_000 }]);
    expect(calls.map(({ operation }) => operation)).toEqual(['StartQuery', ...Array(3).fill('GetQueryResults')]);
    expect(calls[0]?.input).toMatchObject({
      logGroupNames: ['/aws/lambda/a', '/aws/lambda/b'],
      startTime: 1_767_567_600,
      endTime: 1_768_172_399,
    });
    expect(calls[0]?.input.queryString).toContain('by finding.key');
  });

  it.each([
    ['that is cut off', '{"finding":'],
    ['of another version', { finding: { key: 'x' } }],
    ['of an unknown severity', { finding: { ...finding, severity: 'fatal' } }],
  ])('passes over a line %s', async (_, line) => {
    expect((await recall([{ output: { status: 'Complete', results: [row(line)] } }])).found).toEqual([]);
  });

  it('asks nobody where no function writes findings', async () => {
    expect(await recall([], [])).toEqual({ found: [], calls: [] });
  });

  it.each<readonly [string, readonly AwsAnswer[]]>([
    ['the query fails', [{ output: { status: 'Failed' } }]],
    ['the query is not there any more', [{ error: 'ResourceNotFoundException' }]],
    ['nothing comes in time', []],
  ])('rejects where %s', async (_, answers) => {
    expect((await recall(answers, ['/aws/lambda/a'], 300)).found).toBeInstanceOf(Error);
  });
});
