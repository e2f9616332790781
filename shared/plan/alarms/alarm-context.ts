import type { Severity } from '../../model/severity.ts';

/** What every builder of alarms knows about the environment. */
export interface AlarmContext {
  readonly namespace: string;
  readonly region: string;
  readonly locations: readonly string[];
  readonly topicOf: (severity: Severity) => string;
}
