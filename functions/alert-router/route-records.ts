import { reserveMs } from './handle-record.ts';
import { type Arrival, type RouteReport, routeAlert } from './route-alert.ts';
import type { RouterPorts } from './router-ports.ts';

/** `type` of the log line of one routed message. */
export const routeLogType = 'alert-route';

/** An invocation's ports, and where its log lines go. */
export interface LoggedPorts extends RouterPorts {
  readonly writeLine: (line: string) => void;
}

/**
 * Routes every record of an SNS event within the invocation's remaining time, each on its own, and logs what became of it.
 * An event that is none is routed as it is, and so ends in the dead letters. Rejects when a record could not be kept.
 */
export async function routeRecords(
  event: unknown,
  remainingMs: number,
  ports: LoggedPorts,
): Promise<readonly RouteReport[]> {
  const deadlineMs = ports.clock.now() + remainingMs - reserveMs;
  const ends = await Promise.allSettled(listArrivals(event, deadlineMs).map((arrival) => routeOne(arrival, ports)));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}

async function routeOne(arrival: Arrival, ports: LoggedPorts): Promise<RouteReport> {
  const report = await routeAlert(arrival, ports);
  const deliveries = report.deliveries.map(({ channel, result, attempts }) => ({ channel, result, attempts }));
  const level = report.outcome === 'dead-lettered' ? 'ERROR' : 'INFO';
  ports.writeLine(JSON.stringify({ level, type: routeLogType, ...report, deliveries }));
  return report;
}

interface SnsRecord {
  readonly Sns: { readonly Message: string; readonly TopicArn?: unknown };
}

function listArrivals(event: unknown, deadlineMs: number): readonly Arrival[] {
  const records = (event as { readonly Records?: unknown } | null | undefined)?.Records;
  if (!Array.isArray(records) || !records.every(isSnsRecord))
    return [{ text: JSON.stringify(event) ?? '', deadlineMs }];
  return records.map(({ Sns: { Message, TopicArn } }) => {
    const topicName = typeof TopicArn === 'string' ? TopicArn.split(':').at(-1) : undefined;
    return { text: Message, deadlineMs, ...(topicName === undefined ? {} : { topicName }) };
  });
}

function isSnsRecord(record: unknown): record is SnsRecord {
  return typeof (record as Partial<SnsRecord> | null)?.Sns?.Message === 'string';
}
