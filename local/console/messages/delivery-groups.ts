import type { DeliveryRecord } from '../../../shared/model/delivery.ts';

/** All deliveries about one change of one alarm: one alert, as many channels as its route has. */
export interface DeliveryGroup {
  /** The newest of the group. */
  readonly first: DeliveryRecord;
  /** The policy's before the backstop's, by kind, then newest first. */
  readonly deliveries: readonly DeliveryRecord[];
}

/** Deliveries of one change lie this close together: time for the retries of a slow channel. */
const SAME_CHANGE_MS = 90_000;

/** Groups deliveries (newest first) that speak about the same change of the same alarm; order is kept. */
export function groupDeliveries(deliveries: readonly DeliveryRecord[]): readonly DeliveryGroup[] {
  const groups: DeliveryRecord[][] = [];
  for (const delivery of deliveries) {
    const group = groups.find(([first]) => first !== undefined && isSameChange(first, delivery));
    if (group) group.push(delivery);
    else groups.push([delivery]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    return first ? [{ first, deliveries: group.toSorted(byRouteAndKind) }] : [];
  });
}

function isSameChange(first: DeliveryRecord, other: DeliveryRecord): boolean {
  return (
    first.alarmName === other.alarmName &&
    first.status === other.status &&
    Math.abs(first.atMs - other.atMs) <= SAME_CHANGE_MS
  );
}

const kindOrder = ['email', 'sms', 'slack', 'webhook'] as const satisfies readonly DeliveryRecord['kind'][];

function byRouteAndKind(a: DeliveryRecord, b: DeliveryRecord): number {
  return (
    Number(a.route === 'backstop') - Number(b.route === 'backstop') ||
    kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)
  );
}
