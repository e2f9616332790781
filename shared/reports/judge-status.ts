import type { AlarmState, PlannedAlarm } from '../model/alarm.ts';
import { type Severity, severities } from '../model/severity.ts';

/** The state of one alarm of a plan; `missing`: there is no such alarm. */
export interface AlarmStatus {
  readonly alarm: Pick<PlannedAlarm, 'id' | 'title' | 'severity' | 'subject'>;
  readonly state: AlarmState | 'missing';
  readonly reason?: string;
  /** Epoch milliseconds. */
  readonly sinceMs?: number;
}

export type StatusVerdict = 'healthy' | 'degraded' | 'failing' | 'unknown';

/** The parts of a system, each judged by itself. */
export const statusAreas = ['endpoints', 'databases', 'numbers', 'monitoring'] as const;

export type StatusArea = (typeof statusAreas)[number];

const areaOf: Readonly<Record<PlannedAlarm['subject']['kind'], StatusArea>> = {
  endpoint: 'endpoints',
  database: 'databases',
  kpi: 'numbers',
  refresh: 'numbers',
  job: 'monitoring',
  function: 'monitoring',
  channel: 'monitoring',
  topic: 'monitoring',
  sms: 'monitoring',
  router: 'monitoring',
};

/** One thing that is wrong. */
export interface WrongThing {
  readonly area: StatusArea;
  readonly severity: Severity;
  readonly title: string;
  readonly reason: string;
  readonly sinceMs?: number;
}

/** One verdict over everything, with what is wrong by name. */
export interface SystemStatus {
  readonly verdict: StatusVerdict;
  /** E.g. `failing: web is down, orders has blocked queries`. */
  readonly sentence: string;
  /** Areas that have alarms. */
  readonly areas: readonly {
    readonly area: StatusArea;
    readonly verdict: StatusVerdict;
    readonly alarms: number;
    readonly inAlarm: number;
    /** Alarms that have no data, or do not exist. */
    readonly unknown: number;
  }[];
  /** Most urgent first. */
  readonly wrong: readonly WrongThing[];
}

/**
 * Failing with a critical alarm, degraded with a warning; what is only worth knowing leaves it healthy. Unknown where nothing
 * is in ALARM and alarms are missing or none of them has data: silence is no health.
 */
export function judgeStatus(alarms: readonly AlarmStatus[]): SystemStatus {
  const wrong = alarms.flatMap(toWrong).sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const verdict = verdictOf(alarms);
  const areas = statusAreas.flatMap((area) => {
    const own = alarms.filter(({ alarm }) => areaOf[alarm.subject.kind] === area);
    if (own.length === 0) return [];
    const count = (holds: (status: AlarmStatus) => boolean) => own.filter(holds).length;
    return [
      {
        area,
        verdict: verdictOf(own),
        alarms: own.length,
        inAlarm: count(({ state }) => state === 'ALARM'),
        unknown: count(({ state }) => state === 'missing' || state === 'INSUFFICIENT_DATA'),
      },
    ];
  });
  return { verdict, sentence: describe(verdict, alarms, wrong), areas, wrong };
}

function toWrong({ alarm, state, reason = '', sinceMs }: AlarmStatus): readonly WrongThing[] {
  if (state !== 'ALARM') return [];
  const { title, severity, subject } = alarm;
  return [{ area: areaOf[subject.kind], severity, title, reason, ...(sinceMs === undefined ? {} : { sinceMs }) }];
}

function verdictOf(alarms: readonly AlarmStatus[]): StatusVerdict {
  const has = (severity: Severity) =>
    alarms.some(({ alarm, state }) => state === 'ALARM' && alarm.severity === severity);
  if (has('critical')) return 'failing';
  if (has('warning')) return 'degraded';
  const isBlind =
    alarms.some(({ state }) => state === 'missing') || alarms.every(({ state }) => state === 'INSUFFICIENT_DATA');
  return isBlind ? 'unknown' : 'healthy';
}

function describe(verdict: StatusVerdict, alarms: readonly AlarmStatus[], wrong: readonly WrongThing[]): string {
  if (verdict === 'unknown') {
    const missing = alarms.filter(({ state }) => state === 'missing').length;
    return missing > 0
      ? `unknown: ${missing} of ${alarms.length} alarms do not exist, must be deployed`
      : 'unknown: no alarm has data yet';
  }
  const urgent = wrong.filter(({ severity }) => severity !== 'info');
  if (urgent.length === 0) return 'healthy';
  return `${verdict}: ${urgent.map(({ title }) => title).join(', ')}`;
}
