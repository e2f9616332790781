import type { CloudWatchLogsClientConfig } from '@aws-sdk/client-cloudwatch-logs';
import { type Finding, type FindingLogLine, findingLogType } from '../../shared/model/finding.ts';
import { type ProbeLogLine, probeLogType } from '../../shared/model/probe-log.ts';
import type { ProbeResult } from '../../shared/model/probe-result.ts';
import { severities } from '../../shared/model/severity.ts';
import type { Evidence } from '../../shared/ports/evidence.ts';
import { type LogPlace, type LogSearch, newest, openLog } from './search-log.ts';

/** Where evidence is logged. */
export interface EvidenceParts {
  /** The region in it is replaced by each log group's. */
  readonly client: CloudWatchLogsClientConfig;
  /** Results of probes: one log group per location. */
  readonly probeLogs: readonly LogPlace[];
  /** Findings of databases and KPIs: one log group per function. */
  readonly findingLogs: readonly LogPlace[];
  /** A search without an answer for this long is given up. */
  readonly timeoutMs: number;
}

/** Finds results and findings in the logs that hold them, all at once. Rejects when nothing was found and a log could not be searched. */
export function createEvidence({ client, probeLogs, findingLogs, timeoutMs }: EvidenceParts): Evidence {
  const searchAll = (places: readonly LogPlace[]) => {
    const searches = places.map((place) => openLog(client, place));
    return async <T>(search: LogSearch<T>): Promise<T | undefined> => {
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const ends = await Promise.allSettled(searches.map((searchOne) => searchOne(search, abortSignal)));
      const found = ends.flatMap((end) => (end.status === 'fulfilled' && end.value !== undefined ? [end.value] : []));
      const failed = ends.find((end) => end.status === 'rejected');
      if (found.length === 0 && failed !== undefined) throw failed.reason;
      return newest(found, search);
    };
  };
  const searchProbes = searchAll(probeLogs);
  const searchFindings = searchAll(findingLogs);
  return {
    latest: (query) => searchProbes(resultSearch(query)),
    finding: (query) => searchFindings(findingSearch(query)),
  };
}

/** Ids of endpoints and alarms are letters, digits, hyphens and slashes, so they need no escaping inside the quotes. */
function resultSearch({ endpoint, beforeMs, unhealthy }: Parameters<Evidence['latest']>[0]): LogSearch<ProbeResult> {
  return {
    terms: [
      `$.type = "${probeLogType}"`,
      `$.result.endpoint = "${endpoint}"`,
      ...(unhealthy ? ['($.result.outcome = "down") || ($.result.outcome = "degraded")'] : []),
    ],
    parse: (line) => {
      const { result } = line as Partial<ProbeLogLine>;
      const isWhole =
        typeof result?.startedAtMs === 'number' &&
        Array.isArray(result.checks) &&
        typeof result.phases === 'object' &&
        result.phases !== null;
      return isWhole ? result : undefined;
    },
    momentOf: ({ startedAtMs }) => startedAtMs,
    beforeMs,
  };
}

function findingSearch({ key, beforeMs }: Parameters<Evidence['finding']>[0]): LogSearch<Finding> {
  return {
    terms: [`$.type = "${findingLogType}"`, `$.finding.key = "${key}"`],
    parse: (line) => {
      const { finding } = line as Partial<FindingLogLine>;
      const isWhole =
        typeof finding?.atMs === 'number' &&
        typeof finding.title === 'string' &&
        typeof finding.reason === 'string' &&
        Array.isArray(finding.facts) &&
        severities.includes(finding.severity);
      return isWhole ? finding : undefined;
    },
    momentOf: ({ atMs }) => atMs,
    beforeMs,
  };
}
