import type { AlarmSubject } from '../model/alarm.ts';

/** The key of the findings that explain an alarm; undefined where it is not explained by findings. */
export function findingKey(subject: AlarmSubject): string | undefined {
  switch (subject.kind) {
    case 'database':
      return `database/${subject.database}/${subject.alarm}`;
    case 'kpi':
      return `kpi/${subject.kpi}/${subject.alert}`;
    case 'refresh':
      return `refresh/${subject.refresh}`;
    default:
      return undefined;
  }
}
