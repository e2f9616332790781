import type { ResolvedDatabase, ResolvedDatabaseAlarm } from '../../definition/resolve-databases.ts';
import { formatDuration } from '../../model/duration.ts';
import { databaseChecks } from '../../postgres/checks/registry.ts';
import { databaseMetric } from '../database-metrics.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/** Id of an alarm of a database: also the key of the finding that explains it. */
export function databaseAlarmId(database: string, alarm: string): string {
  return `database/${database}/${alarm}`;
}

/** A check of a database above or below its threshold in a number of runs in a row. */
export function databaseCheck(
  { spec }: ResolvedDatabase,
  alarm: ResolvedDatabaseAlarm,
  { namespace, region, topicOf }: AlarmContext,
): AlarmDraft {
  const { meaning, symbol, stat, missing, missingReason, problem } = databaseChecks[alarm.check];
  const { comparison, threshold, periods, periodSeconds, severity, runbook } = alarm;
  const limit = `${threshold.toLocaleString('en')}${symbol === '' ? '' : ` ${symbol}`}`;
  return {
    id: databaseAlarmId(spec.id, alarm.name),
    region,
    severity,
    subject: { kind: 'database', database: spec.id, check: alarm.check, alarm: alarm.name },
    title: `${spec.title} ${problem}`,
    meaning: `${meaning} It was ${comparison} ${limit} for ${formatDuration(periods * periodSeconds * 1_000)}.`,
    missingDataReason: missingReason,
    ...(runbook === undefined ? {} : { runbook }),
    rule: {
      queries: singleQuery(databaseMetric(namespace, alarm.check, spec.id), stat, periodSeconds),
      comparison: comparison === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
      threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: missing,
    },
    topic: topicOf(severity),
  };
}

/** All alarms of one database. */
export function databaseAlarms(database: ResolvedDatabase, context: AlarmContext): readonly AlarmDraft[] {
  return database.alarms.map((alarm) => databaseCheck(database, alarm, context));
}
