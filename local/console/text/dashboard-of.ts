import type { PlannedAlarm } from '../../../shared/model/alarm.ts';
import type { DashboardView, DatabaseView } from '../../api/types.ts';

interface Boards {
  readonly dashboards: readonly DashboardView[];
  readonly databases: readonly DatabaseView[];
}

/** The dashboard that shows what an alarm is about: a database's own, otherwise the first that names the alarm. */
export function dashboardOf(
  { subject, name }: Pick<PlannedAlarm, 'subject' | 'name'>,
  { dashboards, databases }: Boards,
): DashboardView | undefined {
  const own = subject.kind === 'database' ? databases.find(({ id }) => id === subject.database)?.dashboard : undefined;
  return dashboards.find(({ id }) => id === own) ?? dashboards.find(({ body }) => JSON.stringify(body).includes(name));
}
