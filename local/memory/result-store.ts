import type { ProbeResult } from '../../shared/model/probe-result.ts';
import type { Evidence } from '../../shared/ports/evidence.ts';
import type { ResultLog } from '../../shared/ports/result-log.ts';

/** Probe results kept in memory: what CloudWatch Logs is on AWS. */
export interface ResultStore extends ResultLog, Pick<Evidence, 'latest'> {
  /** The newest results of an endpoint, newest last. */
  newest(endpoint: string, count: number): readonly ProbeResult[];
  /** How many verdicts an endpoint got so far, and how many of them were `down`. */
  verdicts(endpoint: string): { readonly all: number; readonly down: number };
}

/** A day of one result a minute. */
export const mostResults = 1_440;

/** A result store that keeps the newest 1,440 results of each endpoint. */
export function createResultStore(): ResultStore {
  const byEndpoint = new Map<string, ProbeResult[]>();
  const resultsOf = (endpoint: string) => byEndpoint.get(endpoint) ?? [];
  return {
    write(result) {
      const results = resultsOf(result.endpoint);
      byEndpoint.set(result.endpoint, results);
      results.push(result);
      if (results.length > mostResults) results.shift();
    },
    newest: (endpoint, count) => resultsOf(endpoint).slice(-count),
    verdicts(endpoint) {
      const verdicts = resultsOf(endpoint).filter(({ outcome }) => outcome !== 'unknown');
      return { all: verdicts.length, down: verdicts.filter(({ outcome }) => outcome === 'down').length };
    },
    async latest({ endpoint, beforeMs, unhealthy }) {
      return resultsOf(endpoint).findLast(
        ({ startedAtMs, outcome }) =>
          startedAtMs <= beforeMs && (!unhealthy || outcome === 'down' || outcome === 'degraded'),
      );
    },
  };
}
