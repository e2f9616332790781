import type { DeliveryLog } from '../../shared/ports/delivery-log.ts';

/** `type` of the log line of one delivery. */
export const deliveryLogType = 'delivery';

/** Writes one line of JSON per delivery. Addresses are left out: the channel's name says who was told. */
export function createDeliveryLog(writeLine: (line: string) => void): DeliveryLog {
  return {
    write({ to: _to, ...record }) {
      const level = record.result === 'delivered' || record.result === 'rehearsed' ? 'INFO' : 'ERROR';
      writeLine(JSON.stringify({ level, type: deliveryLogType, ...record }));
    },
  };
}
