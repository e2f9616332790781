import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { DeliveryLog } from '../../shared/ports/delivery-log.ts';

/** The inbox: every message that was, or would have been, sent. */
export interface DeliveryStore extends DeliveryLog {
  /** Newest first. */
  all(): readonly DeliveryRecord[];
}

const mostDeliveries = 500;

/** An inbox of the newest 500 deliveries; `onDelivery` hears of each. */
export function createDeliveryStore(onDelivery: (record: DeliveryRecord) => void): DeliveryStore {
  let records: readonly DeliveryRecord[] = [];
  return {
    write(record) {
      records = [record, ...records].slice(0, mostDeliveries);
      onDelivery(record);
    },
    all: () => records,
  };
}
