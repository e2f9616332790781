import { type Severity, severities } from '../model/severity.ts';
import type { SeenFinding } from '../ports/findings.ts';
import type { DatabaseFindings } from './report-model.ts';

/** Findings by the database that they speak about, worst and most frequent first; databases without any are left out. */
export function groupFindings(
  found: readonly SeenFinding[],
  databases: readonly { readonly id: string; readonly title: string }[],
): readonly DatabaseFindings[] {
  return databases.flatMap(({ id, title }) => {
    const own = found.filter(({ finding }) => finding.key.startsWith(`database/${id}/`));
    return own.length === 0 ? [] : [{ id, title, findings: own.toSorted(byWeight) }];
  });
}

const rankOf = (severity: Severity): number => severities.indexOf(severity);

function byWeight(a: SeenFinding, b: SeenFinding): number {
  return rankOf(a.finding.severity) - rankOf(b.finding.severity) || b.times - a.times;
}
