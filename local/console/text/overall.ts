import { type Severity, severities } from '../../../shared/model/severity.ts';
import type { AlarmView, DatabaseView, EndpointView } from '../../api/types.ts';
import { capitalize, countOf } from './format.ts';
import type { Watched } from './watched.ts';

/** How things stand, in the words of the overview's title. */
export interface Overall {
  readonly tone: 'ok' | 'warn' | 'bad' | 'unknown' | 'quiet';
  readonly headline: string;
  readonly alarms: string;
}

/** How many of one kind of thing are in each state, and the words for it. */
interface Tally {
  readonly noun: string;
  /** What all of them are while all is well, e.g. `up`. */
  readonly well: string;
  readonly total: number;
  readonly pending: number;
  /** Worst first, only what there is. */
  readonly wrong: readonly { readonly tone: 'bad' | 'warn' | 'unknown'; readonly count: number; readonly is: string }[];
}

/** One sentence about the endpoints and the databases, the worst first, and one about the alarms. */
export function sumUp(
  { endpoints, databases, kpis }: Omit<Watched, 'refreshes'>,
  alarms: readonly AlarmView[],
): Overall {
  const tallies = [tallyEndpoints(endpoints), tallyDatabases(databases)].filter(({ total }) => total > 0);
  const wrong = tallies.flatMap((tally) => tally.wrong);
  const firing = firingAlarms(alarms);
  const said = {
    alarms:
      firing.length === 0
        ? 'No alarm is firing.'
        : `${capitalize(countOf(firing.length, 'alarm'))} firing: ${bySeverity(firing)}.`,
  };
  if (wrong.length > 0) {
    const tone = (['bad', 'warn', 'unknown'] as const).find((one) => wrong.some((part) => part.tone === one));
    const headlines = tallies.filter((tally) => tally.wrong.length > 0).map(wrongInWords);
    return { ...said, tone: tone ?? 'unknown', headline: headlines.join('; ') };
  }
  const isWaiting = tallies.every(({ total, pending }) => total === pending);
  const tone = firing.length > 0 ? 'warn' : isWaiting && kpis.length === 0 ? 'quiet' : 'ok';
  return { ...said, tone, headline: calmHeadline(tallies, kpis.length) };
}

function tallyEndpoints(endpoints: readonly EndpointView[]): Tally {
  const count = (outcome: EndpointView['outcome']) =>
    endpoints.filter((endpoint) => endpoint.outcome === outcome).length;
  const parts = [
    { tone: 'bad', count: count('down'), is: 'down' },
    { tone: 'warn', count: count('degraded'), is: 'degraded' },
    { tone: 'unknown', count: count('unknown'), is: 'unknown' },
  ] as const;
  return {
    noun: 'endpoint',
    well: 'up',
    total: endpoints.length,
    pending: count('pending'),
    wrong: parts.filter((part) => part.count > 0),
  };
}

function tallyDatabases(databases: readonly DatabaseView[]): Tally {
  const looked = databases.filter(({ atMs }) => atMs !== undefined);
  const count = (state: DatabaseView['state']) => looked.filter((database) => database.state === state).length;
  const parts = [
    { tone: 'bad', count: count('failing'), is: 'failing' },
    { tone: 'warn', count: count('degraded'), is: 'degraded' },
    { tone: 'unknown', count: count('unknown'), is: 'unknown' },
  ] as const;
  return {
    noun: 'database',
    well: 'healthy',
    total: databases.length,
    pending: databases.length - looked.length,
    wrong: parts.filter((part) => part.count > 0),
  };
}

function wrongInWords({ noun, total, wrong: [worst, ...others] }: Tally): string {
  const rest = others.map(({ count, is }) => `, ${count} ${is}`).join('');
  return worst === undefined
    ? ''
    : `${worst.count} of ${countOf(total, noun)} ${worst.count === 1 ? 'is' : 'are'} ${worst.is}${rest}`;
}

function calmHeadline(tallies: readonly Tally[], kpis: number): string {
  if (tallies.length === 0) {
    return kpis === 0 ? 'Nothing is watched' : `${countOf(kpis, 'number')} ${kpis === 1 ? 'is' : 'are'} watched`;
  }
  if (tallies.every(({ total, pending }) => total === pending)) return 'Waiting for the first results';
  return capitalize(tallies.map(calmInWords).join(', '));
}

function calmInWords({ noun, well, total, pending }: Tally): string {
  if (pending > 0) return `${total - pending} of ${countOf(total, noun)} are ${well}, ${pending} pending`;
  return total === 1 ? `the ${noun} is ${well}` : `all ${total} ${noun}s are ${well}`;
}

/** The alarms in ALARM, most severe first, then the newest. */
export function firingAlarms(alarms: readonly AlarmView[]): readonly AlarmView[] {
  return alarms
    .filter(({ state }) => state === 'ALARM')
    .toSorted((a, b) => bySeverityThen(a, b, (b.changedAtMs ?? 0) - (a.changedAtMs ?? 0)));
}

/** Compares by severity, most urgent first, then by `otherwise`. */
export function bySeverityThen(a: AlarmView, b: AlarmView, otherwise: number): number {
  return severities.indexOf(a.alarm.severity) - severities.indexOf(b.alarm.severity) || otherwise;
}

/** The alarms of one matter that fire together: the steps of a certificate's ladder, two thresholds on one number. */
export interface FiringMatter {
  readonly worst: AlarmView;
  /** How many less severe alarms say the same. */
  readonly milder: number;
}

/** Firing alarms by matter, in the order of their worst. */
export function firingMatters(alarms: readonly AlarmView[]): readonly FiringMatter[] {
  const matters = Map.groupBy(firingAlarms(alarms), ({ alarm: { id, subject } }) =>
    subject.kind === 'endpoint'
      ? `endpoint ${subject.endpoint} ${subject.aspect}`
      : subject.kind === 'database'
        ? `database ${subject.database} ${subject.check}`
        : id,
  );
  return [...matters.values()].flatMap(([worst, ...milder]) => (worst ? [{ worst, milder: milder.length }] : []));
}

function bySeverity(alarms: readonly AlarmView[]): string {
  const count = (severity: Severity) => alarms.filter(({ alarm }) => alarm.severity === severity).length;
  return severities
    .filter((severity) => count(severity) > 0)
    .map((severity) => `${count(severity)} ${severity}`)
    .join(', ');
}
