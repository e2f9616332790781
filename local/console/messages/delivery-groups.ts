import type { DeliveryRecord } from '../../../shared/model/delivery.ts';
import { channelKindOrder } from './channel-kinds.ts';

/** All deliveries of one piece of news: one alert, as many channels as its route has. */
export interface DeliveryGroup {
  /** The newest of the group. */
  readonly first: DeliveryRecord;
  /** The policy's before the backstop's, by kind, then newest first. */
  readonly deliveries: readonly DeliveryRecord[];
}

/** Deliveries of one piece of news lie this close together: time for the retries of a slow channel. */
const SAME_NEWS_MS = 90_000;

/** Groups deliveries (newest first) that tell the same news; order is kept. */
export function groupDeliveries(deliveries: readonly DeliveryRecord[]): readonly DeliveryGroup[] {
  const groups: DeliveryRecord[][] = [];
  for (const delivery of deliveries) {
    const group = groups.find(([first]) => first !== undefined && isSameNews(first, delivery));
    if (group) group.push(delivery);
    else groups.push([delivery]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    return first ? [{ first, deliveries: group.toSorted(byRouteAndKind) }] : [];
  });
}

/** The same piece of news about the same incident; where the router knew of no incident, the same state of the same alarm. */
function isSameNews(first: DeliveryRecord, other: DeliveryRecord): boolean {
  if (Math.abs(first.atMs - other.atMs) > SAME_NEWS_MS) return false;
  if (first.incident !== undefined && other.incident !== undefined) {
    return first.incident === other.incident && first.tell === other.tell;
  }
  // A summary and a test are about no alarm.
  if (first.alarmName === '') return first.headline === other.headline;
  return first.alarmName === other.alarmName && first.status === other.status;
}

function byRouteAndKind(a: DeliveryRecord, b: DeliveryRecord): number {
  return (
    Number(a.route === 'backstop') - Number(b.route === 'backstop') ||
    channelKindOrder.indexOf(a.kind) - channelKindOrder.indexOf(b.kind)
  );
}
