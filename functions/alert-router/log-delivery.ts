import type { DeliveryLog } from '../../shared/ports/delivery-log.ts';
import { withoutLinks } from './without-links.ts';

/** `type` of the log line of one delivery. */
export const deliveryLogType = 'delivery';

/** Writes one line of JSON per delivery. Addresses are left out, because the channel's name says who was told, and so are signed links. */
export function createDeliveryLog(writeLine: (line: string) => void): DeliveryLog {
  return {
    write(delivered) {
      const { to: _to, ...record } = withoutLinks(delivered);
      const level = record.result === 'delivered' || record.result === 'rehearsed' ? 'INFO' : 'ERROR';
      writeLine(JSON.stringify({ level, type: deliveryLogType, ...record }));
    },
  };
}
