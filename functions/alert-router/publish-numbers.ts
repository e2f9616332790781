import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { AlarmRecord, Incident } from '../../shared/model/incident.ts';
import type { MetricDatum } from '../../shared/model/metric.ts';
import { channelFailedData } from '../../shared/plan/channel-metrics.ts';
import { acknowledgedData, resolvedData } from '../../shared/plan/incident-metrics.ts';
import type { RouterPorts } from './router-ports.ts';

/** Numbers are worth this long; nobody waits for them in an outage. */
const patienceMs = 5_000;

/** What changed about records, each change by itself, and what was delivered on the way. */
export interface RoutedNumbers {
  readonly changes: readonly { readonly before?: AlarmRecord; readonly after?: AlarmRecord }[];
  readonly deliveries: readonly DeliveryRecord[];
}

/** Publishes how fast incidents were noticed, acknowledged and over, and which channels worked. Never rejects. */
export async function publishNumbers(
  { changes, deliveries }: RoutedNumbers,
  { config: { namespace }, metrics, clock }: Pick<RouterPorts, 'config' | 'metrics' | 'clock'>,
): Promise<void> {
  const data = [
    ...deliveries.map((record) => channelFailedData(namespace, record)),
    ...changes.flatMap(({ before, after }) => numbersOf(before?.incident, after?.incident, namespace)),
  ];
  if (data.length === 0) return;
  await metrics.put(data, { deadlineMs: clock.now() + patienceMs }).catch(() => undefined);
}

/** Nothing of a drill: it is no outage. */
function numbersOf(
  before: Incident | undefined,
  after: Incident | undefined,
  namespace: string,
): readonly MetricDatum[] {
  if (after === undefined || after.drill !== undefined) return [];
  const known = before?.id === after.id ? before : undefined;
  return [
    ...(after.acknowledged !== undefined && known?.acknowledged === undefined
      ? acknowledgedData(namespace, after)
      : []),
    ...(after.resolved !== undefined && known?.resolved === undefined ? resolvedData(namespace, after) : []),
  ];
}
