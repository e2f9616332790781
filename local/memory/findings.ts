import type { Findings } from '../../shared/ports/findings.ts';
import type { EvidenceStore } from './evidence-store.ts';

/** Recalls the findings that the evidence store still holds, each key once. */
export function createMemoryFindings(evidence: Pick<EvidenceStore, 'findingsBetween'>): Findings {
  return {
    async between({ fromMs, toMs }) {
      const byKey = Map.groupBy(evidence.findingsBetween(fromMs, toMs), ({ key }) => key);
      return [...byKey.values()].flatMap((seen) => {
        const first = seen[0];
        const last = seen.at(-1);
        if (first === undefined || last === undefined) return [];
        return [{ finding: last, times: seen.length, firstAtMs: first.atMs, lastAtMs: last.atMs }];
      });
    },
  };
}
