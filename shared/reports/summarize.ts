import { severities } from '../model/severity.ts';
import { formatShare, formatUptime } from './format-values.ts';
import type { Report, ReportPart, SeverityCounts, UptimeLine } from './report-model.ts';

/** How a period was, for the colour of a heading: `ok` where nothing needs a reader. */
export type Tone = 'ok' | 'warning' | 'critical' | 'quiet';

/** The gist of one part. */
export interface Gist {
  readonly tone: Tone;
  /** A short clause: `3 incidents (1 critical)`. */
  readonly text: string;
}

const tones: readonly Tone[] = ['critical', 'warning', 'quiet', 'ok'];

/** The gist of every part of a report that has one, worst first. */
export function summarize({ parts, every }: Pick<Report, 'parts' | 'every'>): readonly Gist[] {
  return parts
    .flatMap((part) => gistOf(part, every) ?? [])
    .toSorted((a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone));
}

type PartOf<Kind extends ReportPart['kind']> = Extract<ReportPart, { readonly kind: Kind }>;

function gistOf(part: ReportPart, every: Report['every']): Gist | undefined {
  switch (part.kind) {
    case 'uptime':
      return uptimeGist(part, every);
    case 'kpis':
      return kpiGist(part);
    case 'incidents':
      return incidentGist(part);
    case 'databases':
      return databaseGist(part);
    case 'cost':
      return undefined;
  }
}

const quiet = (text: string): Gist => ({ tone: 'quiet', text });

/** Below this share of the period, in percent, "up all the time" would claim what nobody has seen. */
const leastMeasuredPercent = 90;

function uptimeGist({ endpoints }: PartOf<'uptime'>, every: Report['every']): Gist {
  const measured = endpoints.flatMap(({ title, uptimePercent }) =>
    uptimePercent === undefined ? [] : [{ title, uptimePercent }],
  );
  const [worst] = measured.toSorted((a, b) => a.uptimePercent - b.uptimePercent);
  if (worst === undefined) return quiet('no uptime measured');
  if (worst.uptimePercent >= 100) return upAllTheTime(endpoints, every);
  const text = `${worst.title} up ${formatUptime(worst.uptimePercent)}`;
  return { tone: worst.uptimePercent < 99 ? 'critical' : 'warning', text };
}

function upAllTheTime(endpoints: readonly UptimeLine[], every: Report['every']): Gist {
  const [least] = endpoints.toSorted((a, b) => a.measuredPercent - b.measuredPercent);
  const text = 'every endpoint up all the time';
  if (least === undefined || least.measuredPercent >= leastMeasuredPercent) return { tone: 'ok', text };
  const share = formatShare(least.measuredPercent);
  const isShared = endpoints.every(({ measuredPercent }) => formatShare(measuredPercent) === share);
  return quiet(`${text} it was measured (${isShared ? '' : `${least.title}: `}${share} of the ${every})`);
}

function kpiGist({ kpis }: PartOf<'kpis'>): Gist | undefined {
  const judged = kpis.filter(({ targetReached }) => targetReached !== undefined);
  if (judged.length === 0) return undefined;
  const reached = judged.filter(({ targetReached }) => targetReached).length;
  const text = `${reached} of ${judged.length} ${judged.length === 1 ? 'target' : 'targets'} reached`;
  return { tone: reached === judged.length ? 'ok' : 'warning', text };
}

function incidentGist({ opened, incidents, problems }: PartOf<'incidents'>): Gist {
  const total = severities.reduce((sum, severity) => sum + opened[severity], 0);
  if (problems.length > 0 && incidents.length === 0) return quiet('incidents unknown');
  if (total === 0) {
    const text = incidents.length === 0 ? 'no incident' : 'no new incident';
    return { tone: incidents.some(({ severity }) => severity === 'critical') ? 'critical' : 'ok', text };
  }
  const critical = opened.critical > 0 ? ` (${opened.critical} critical)` : '';
  return { tone: opened.critical > 0 ? 'critical' : 'warning', text: `${count(total, 'incident')}${critical}` };
}

function databaseGist({ databases, problems }: PartOf<'databases'>): Gist {
  const findings = databases.flatMap(({ findings: own }) => own.map(({ finding }) => finding.severity));
  if (problems.length > 0 && findings.length === 0) return quiet('database findings unknown');
  if (findings.length === 0) return { tone: 'ok', text: 'no database finding' };
  const tone = findings.includes('critical') ? 'critical' : findings.includes('warning') ? 'warning' : 'quiet';
  return { tone, text: count(findings.length, 'database finding') };
}

/** How many there were of each severity: `1 critical, 2 warning`, or `none`. */
export function describeCounts(counts: SeverityCounts): string {
  const some = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`);
  return some.length === 0 ? 'none' : some.join(', ');
}

/** `1 incident`, `3 incidents`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
