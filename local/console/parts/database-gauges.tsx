import type { CheckReading } from '../../../shared/model/database-view.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { AlarmView, DatabaseView } from '../../api/types.ts';
import { GaugeView } from '../dashboards/gauge-view.tsx';
import type { GaugeMark } from '../dashboards/gauge-zones.ts';
import { useSnapshot } from '../state/use-store.ts';
import { Card } from './card.tsx';

const gauges = [
  { check: 'cache-hit', label: 'Cache hit' },
  { check: 'connections-used', label: 'Connections used' },
] as const;

const severityColors = { critical: '--bad-solid', warning: '--warn-solid', info: '--info' } as const satisfies Record<
  Severity,
  string
>;

/** The two shares that tell most about a database, with the thresholds of its alarms. Nothing where neither was read. */
export function DatabaseGauges({ database }: { readonly database: DatabaseView }) {
  const { alarms } = useSnapshot();
  const shown = gauges.flatMap(({ check, label }) => {
    const reading = database.readings.find((one) => one.check === check);
    return reading ? [{ reading, label }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <Card title="At a glance" class="database-gauges">
      <div class="gauges">
        {shown.map(({ reading, label }) => (
          <GaugeView
            key={reading.check}
            data={{ lines: [lineOf(reading, label)] }}
            min={0}
            max={100}
            marks={marksOf(database.id, reading.check, alarms)}
          />
        ))}
      </div>
    </Card>
  );
}

function lineOf({ check, value }: CheckReading, label: string) {
  return { id: check, label, values: [value], color: '--line-1', unit: 'Percent' } as const;
}

/** The thresholds of the alarms of a database on a check. */
function marksOf(database: string, check: string, alarms: readonly AlarmView[]): readonly GaugeMark[] {
  return alarms.flatMap(({ alarm: { subject, rule, severity } }) => {
    if (subject.kind !== 'database' || subject.database !== database || subject.check !== check) return [];
    const fill = rule.comparison.startsWith('Greater') ? 'above' : 'below';
    return [{ label: `${severity} ${fill}`, value: rule.threshold, color: severityColors[severity], fill }];
  });
}
