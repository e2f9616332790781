import {
  CloudWatchLogsClient,
  type CloudWatchLogsClientConfig,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type ProbeLogLine, probeLogType } from '../../shared/model/probe-log.ts';
import type { ProbeResult } from '../../shared/model/probe-result.ts';
import type { Evidence } from '../../shared/ports/evidence.ts';

/** Where results are logged: one log group per location. */
export interface EvidenceParts {
  /** The region in it is replaced by each log group's. */
  readonly client: CloudWatchLogsClientConfig;
  readonly probeLogs: readonly { readonly region: string; readonly logGroup: string }[];
  /** A search without an answer for this long is given up. */
  readonly timeoutMs: number;
}

/** How far back is looked, step by step: nearly always the first step finds it. Milliseconds before the moment. */
const windowsMs = [10 * 60_000, 2 * 3_600_000, 25 * 3_600_000] as const;

/** A line is written when its batch ends, so it may be this much younger than the result in it. */
const batchMs = 60_000;

/** Pages that one search reads at most; CloudWatch Logs may answer with empty pages on the way. */
const mostPages = 10;

type Query = Parameters<Evidence['latest']>[0];

/** Finds results in the log of the endpoint probes, of all locations at once. Rejects when no location could be searched. */
export function createEvidence({ client, probeLogs, timeoutMs }: EvidenceParts): Evidence {
  const searches = probeLogs.map(({ region, logGroup }) => {
    const logs = new CloudWatchLogsClient({ ...client, region });
    return (query: Query, abortSignal: AbortSignal) => searchBack(logs, logGroup, query, abortSignal);
  });
  return {
    async latest(query) {
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const ends = await Promise.allSettled(searches.map((search) => search(query, abortSignal)));
      const found = ends.flatMap((end) => (end.status === 'fulfilled' && end.value !== undefined ? [end.value] : []));
      const failed = ends.find((end) => end.status === 'rejected');
      if (found.length === 0 && failed !== undefined) throw failed.reason;
      return newest(found);
    },
  };
}

async function searchBack(logs: CloudWatchLogsClient, logGroupName: string, query: Query, abortSignal: AbortSignal) {
  let endTime = query.beforeMs + batchMs;
  for (const windowMs of windowsMs) {
    const startTime = query.beforeMs - windowMs;
    const results = await readWindow(
      logs,
      { logGroupName, startTime, endTime, filterPattern: filterPattern(query) },
      abortSignal,
    );
    const found = newest(results.filter(({ startedAtMs }) => startedAtMs <= query.beforeMs));
    if (found !== undefined) return found;
    endTime = startTime;
  }
  return undefined;
}

type Filter = Pick<FilterLogEventsCommand['input'], 'startTime' | 'endTime' | 'filterPattern'> & {
  readonly logGroupName: string;
};

async function readWindow(
  logs: CloudWatchLogsClient,
  filter: Filter,
  abortSignal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  let nextToken: string | undefined;
  for (let page = 1; page <= mostPages; page += 1) {
    const command = new FilterLogEventsCommand({ ...filter, ...(nextToken === undefined ? {} : { nextToken }) });
    const answer = await logs.send(command, { abortSignal });
    results.push(...(answer.events ?? []).flatMap(({ message }) => parseLine(message)));
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return results;
}

/** Endpoint ids are letters, digits and hyphens, so they need no escaping inside the quotes. */
function filterPattern({ endpoint, unhealthy }: Query): string {
  const terms = [
    `$.type = "${probeLogType}"`,
    `$.result.endpoint = "${endpoint}"`,
    ...(unhealthy ? ['($.result.outcome = "down") || ($.result.outcome = "degraded")'] : []),
  ];
  return `{ ${terms.map((term) => `(${term})`).join(' && ')} }`;
}

function parseLine(message: string | undefined): readonly ProbeResult[] {
  try {
    const { result } = JSON.parse(message ?? '') as Partial<ProbeLogLine>;
    // A line of another version is no evidence, rather than a reason to fail.
    const isWhole =
      typeof result?.startedAtMs === 'number' &&
      Array.isArray(result.checks) &&
      typeof result.phases === 'object' &&
      result.phases !== null;
    return isWhole ? [result] : [];
  } catch {
    return [];
  }
}

function newest(results: readonly ProbeResult[]): ProbeResult | undefined {
  return results.reduce<ProbeResult | undefined>(
    (best, result) => (best === undefined || result.startedAtMs > best.startedAtMs ? result : best),
    undefined,
  );
}
