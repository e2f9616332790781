import type { AlarmSubject, PlannedAlarm } from '../../../shared/model/alarm.ts';
import type { AlarmView, EndpointView } from '../../api/types.ts';
import { capitalize } from './format.ts';

const endpointAspects = { down: 'availability', slow: 'latency', certificate: 'certificate' } as const;
const functionAspects = { errors: 'errors', throttles: 'throttling', 'dead-letters': 'dead letters' } as const;

/**
 * What to call an alarm. While it fires, its title says what is wrong ("web is down"); at other times that would be read
 * as a fact, so it is called by what it watches ("Storefront: availability").
 */
export function alarmLabel({ alarm, state }: AlarmView, endpoints: readonly EndpointView[]): string {
  return capitalize(
    state === 'ALARM' ? alarm.title : `${watchedThing(alarm.subject, endpoints)}: ${watchedAspect(alarm)}`,
  );
}

/** What of its subject an alarm watches: `latency`, `certificate, 14 days`, `results`. */
export function watchedAspect({ subject, rule }: Pick<PlannedAlarm, 'subject' | 'rule'>): string {
  switch (subject.kind) {
    case 'endpoint':
      return subject.aspect === 'certificate' ? `certificate, ${rule.threshold} days` : endpointAspects[subject.aspect];
    case 'job':
      return 'results';
    case 'function':
      return functionAspects[subject.aspect];
  }
}

function watchedThing(subject: AlarmSubject, endpoints: readonly EndpointView[]): string {
  switch (subject.kind) {
    case 'endpoint':
      return endpoints.find(({ id }) => id === subject.endpoint)?.title ?? subject.endpoint;
    case 'job':
      return subject.job;
    case 'function':
      return subject.function;
  }
}
