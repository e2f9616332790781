import type { DeliveryRecord } from '../model/delivery.ts';

/** Takes one record per delivery, whatever became of it: a structured log line on AWS, the inbox on one machine. */
export interface DeliveryLog {
  write(record: DeliveryRecord): void;
}
