import type { AlarmSubject, PlannedAlarm } from '../../../shared/model/alarm.ts';
import type { AlarmView } from '../../api/types.ts';
import type { Route } from '../route.ts';
import { capitalize } from './format.ts';
import type { Watched } from './watched.ts';

const endpointAspects = { down: 'availability', slow: 'latency', certificate: 'certificate' } as const;
const functionAspects = {
  errors: 'errors',
  throttles: 'throttling',
  'dead-letters': 'dead letters',
  links: 'links',
} as const;

/**
 * What to call an alarm. While it fires, its title says what is wrong ("web is down"); at other times that would be read
 * as a fact, so it is called by what it watches ("Storefront: availability").
 */
export function alarmLabel({ alarm, state }: AlarmView, watched: Watched): string {
  return capitalize(
    state === 'ALARM' ? alarm.title : `${watchedThing(alarm.subject, watched)}: ${watchedAspect(alarm, watched)}`,
  );
}

/** What of its subject an alarm watches: `latency`, `certificate, 14 days`, `long query`, `alert “below 5 EUR”`. */
export function watchedAspect({ id, subject, rule }: PlannedAlarm, { kpis }: Pick<Watched, 'kpis'>): string {
  switch (subject.kind) {
    case 'endpoint':
      return subject.aspect === 'certificate' ? `certificate, ${rule.threshold} days` : endpointAspects[subject.aspect];
    case 'database':
      return checkInWords(subject.check);
    case 'kpi':
      return `alert “${conditionOf(id, kpis) ?? subject.alert}”`;
    case 'refresh':
      return 'refresh';
    case 'job':
      return 'results';
    case 'function':
      return functionAspects[subject.aspect];
    case 'channel':
    case 'topic':
      return 'deliveries';
    case 'sms':
      return 'monthly spend';
    case 'router':
      return 'sweeps';
  }
}

/** The name of a check as words: `long-query` -> `long query`, `retained-wal` -> `retained WAL`. */
export function checkInWords(check: string): string {
  return check.replaceAll('-', ' ').replace(/\bwal\b/, 'WAL');
}

/** The condition of the alert of a KPI, by the id of its alarm: `below 1,000 EUR`. */
export function conditionOf(alarmId: string, kpis: Watched['kpis']): string | undefined {
  return kpis.flatMap(({ alerts }) => alerts).find(({ id }) => id === alarmId)?.rule;
}

function watchedThing(subject: AlarmSubject, { endpoints, databases, kpis, refreshes }: Watched): string {
  const titleOf = (things: readonly { readonly id: string; readonly title: string }[], wanted: string): string =>
    things.find(({ id }) => id === wanted)?.title ?? wanted;
  switch (subject.kind) {
    case 'endpoint':
      return titleOf(endpoints, subject.endpoint);
    case 'database':
      return titleOf(databases, subject.database);
    case 'kpi':
      return titleOf(kpis, subject.kpi);
    case 'refresh':
      return titleOf(refreshes, subject.refresh);
    case 'job':
      return subject.job;
    case 'function':
      return subject.function;
    case 'channel':
      return `channel ${subject.channel}`;
    case 'topic':
      return `topic ${subject.topic}`;
    case 'sms':
      return 'text messages';
    case 'router':
      return 'alert router';
  }
}

/** The page of what an alarm speaks about, with the word for a link to it; none for the machinery. */
export function subjectPage(
  subject: AlarmSubject,
  { refreshes }: Pick<Watched, 'refreshes'>,
): { readonly route: Exclude<Route, { readonly page: 'not-found' }>; readonly label: string } | undefined {
  switch (subject.kind) {
    case 'endpoint':
      return { route: { page: 'endpoint', id: subject.endpoint }, label: 'Endpoint' };
    case 'database':
      return { route: { page: 'database', id: subject.database }, label: 'Database' };
    case 'kpi':
      return { route: { page: 'number', id: subject.kpi }, label: 'Number' };
    case 'refresh': {
      const database = refreshes.find(({ id }) => id === subject.refresh)?.database;
      return database === undefined ? undefined : { route: { page: 'database', id: database }, label: 'Database' };
    }
    case 'job':
    case 'function':
    case 'channel':
    case 'topic':
    case 'sms':
    case 'router':
      return undefined;
  }
}
