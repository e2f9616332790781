import {
  CloudWatchLogsClient,
  type CloudWatchLogsClientConfig,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Finding, type FindingLogLine, findingLogType } from '../../shared/model/finding.ts';
import { severities } from '../../shared/model/severity.ts';
import type { Findings, SeenFinding } from '../../shared/ports/findings.ts';
import type { Timer } from '../../shared/ports/timer.ts';

/** Where findings are logged, all in the region of the client. */
export interface FindingsParts {
  readonly client: CloudWatchLogsClientConfig;
  /** API_StartQuery: at most 50. */
  readonly logGroups: readonly string[];
  readonly timer: Timer;
  /** A query without an end for this long is given up. */
  readonly timeoutMs: number;
}

const mostFindings = 1_000;
const pollMs = 500;

/**
 * One row per key instead of one per run: a finding is logged by every run that sees it, which is 43,000 lines a month.
 * CloudWatch Logs Insights discovers the fields of JSON lines (CWL_AnalyzeLogData-discoverable-fields.html).
 */
const query = `filter type = "${findingLogType}"
| stats count(*) as times, min(finding.atMs) as firstAtMs, max(finding.atMs) as lastAtMs, latest(@message) as line by finding.key
| sort times desc
| limit ${mostFindings}`;

/** Recalls findings from the logs of the functions that wrote them. Rejects where they cannot be read in time. */
export function createFindings({ client, logGroups, timer, timeoutMs }: FindingsParts): Findings {
  return {
    async between({ fromMs, toMs }) {
      if (logGroups.length === 0) return [];
      const logs = new CloudWatchLogsClient(client);
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const { queryId } = await logs.send(
        new StartQueryCommand({
          logGroupNames: [...logGroups],
          // Seconds, both inclusive (API_StartQuery).
          startTime: Math.floor(fromMs / 1_000),
          endTime: Math.ceil(toMs / 1_000) - 1,
          queryString: query,
        }),
        { abortSignal },
      );
      for (;;) {
        const { status, results = [] } = await logs.send(new GetQueryResultsCommand({ queryId }), { abortSignal });
        if (status === 'Complete') return results.flatMap(toSeen);
        if (status !== 'Scheduled' && status !== 'Running' && status !== 'Unknown') {
          throw new Error(`Cannot read findings: the query of the logs ended as "${status}"`);
        }
        await timer.wait(pollMs, abortSignal);
      }
    },
  };
}

function toSeen(fields: readonly ResultField[]): readonly SeenFinding[] {
  const values = Object.fromEntries(fields.map(({ field = '', value = '' }) => [field, value]));
  const finding = parseLine(values.line);
  const [times, firstAtMs, lastAtMs] = [values.times, values.firstAtMs, values.lastAtMs].map(Number);
  if (finding === undefined || times === undefined || firstAtMs === undefined || lastAtMs === undefined) return [];
  return [{ finding, times, firstAtMs, lastAtMs }];
}

/** A line of another version is passed over, rather than a reason to fail. */
function parseLine(line: string | undefined): Finding | undefined {
  try {
    const { finding } = JSON.parse(line ?? '') as Partial<FindingLogLine>;
    const isWhole =
      typeof finding?.key === 'string' &&
      typeof finding.title === 'string' &&
      typeof finding.reason === 'string' &&
      severities.includes(finding.severity) &&
      Array.isArray(finding.facts);
    return isWhole ? finding : undefined;
  } catch {
    return undefined;
  }
}
