import { apiLimits } from '../../shared/model/api-limits.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { DeliveryLog } from '../../shared/ports/delivery-log.ts';

/** The inbox: every message that was, or would have been, sent. */
export interface DeliveryStore extends DeliveryLog {
  /** Newest first. */
  all(): readonly DeliveryRecord[];
}

/** An inbox of the newest deliveries, as many as the API answers; `onDelivery` hears of each. */
export function createDeliveryStore(onDelivery: (record: DeliveryRecord) => void): DeliveryStore {
  let records: readonly DeliveryRecord[] = [];
  return {
    write(record) {
      records = [record, ...records].slice(0, apiLimits.deliveries);
      onDelivery(record);
    },
    all: () => records,
  };
}
