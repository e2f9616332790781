import type { CheckReading } from '../../../shared/model/database-view.ts';
import { checkInWords } from '../text/alarm-label.ts';
import { capitalize } from '../text/format.ts';
import { formatReading } from '../text/reading.ts';
import { Card, Empty } from './card.tsx';

/** What each check read last. */
export function ReadingsCard({ readings }: { readonly readings: readonly CheckReading[] }) {
  return (
    <Card title="Readings" aside={readings.length > 0 ? 'what each check read last' : undefined}>
      {readings.length === 0 ? (
        <Empty title="Nothing read yet">The numbers come with the first run that reaches the database.</Empty>
      ) : (
        <dl class="readings">
          {readings.map((reading) => (
            <div key={reading.check}>
              <dt>{capitalize(checkInWords(reading.check))}</dt>
              <dd>{formatReading(reading)}</dd>
              {reading.culprit !== undefined && <dd class="culprit">{reading.culprit}</dd>}
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
