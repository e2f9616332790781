/** A drill has a record of its own, so that a real alarm is not mistaken for it. */
const drillPrefix = 'drill/';

/** An incident that is over but not told to the end makes room for the next one of its alarm, and keeps a record of its own. */
const formerPrefix = 'former/';

/** The name of the record of an alarm's drill. */
export const drillOf = (alarm: string): string => `${drillPrefix}${alarm}`;

/** The name of the record of a former incident of an alarm or a drill; `incident` is its id. */
export const formerOf = (record: string, incident: string): string => `${formerPrefix}${incident}/${record}`;

/** The alarm that a record is about. */
export function alarmOf(record: string): string {
  if (record.startsWith(formerPrefix)) return alarmOf(record.slice(record.indexOf('/', formerPrefix.length) + 1));
  return record.startsWith(drillPrefix) ? record.slice(drillPrefix.length) : record;
}
