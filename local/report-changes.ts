import { describeEnd } from '../shared/alerting/describe-end.ts';
import type { DatabaseState } from '../shared/model/database-view.ts';
import type { Outcome } from '../shared/model/probe-result.ts';
import type { AlarmView, DatabaseView, DeliveryView, EndpointView, WatchEvent } from './api/types.ts';

/** Whether a change is good news, for whoever colours its line. */
export type ChangeTone = 'good' | 'bad' | 'neutral';

/** Takes one line about one change. */
export type ReportLine = (line: string, tone: ChangeTone) => void;

/**
 * Turns the events of a watch into lines for a terminal: an endpoint's outcome or a database's state changed, an alarm began or ended, a message
 * could not be delivered. Results that change nothing give none, and what was told stands in the inbox.
 */
export function createChangeReporter(
  report: ReportLine,
  { timeZone }: { readonly timeZone: string },
): (event: WatchEvent) => void {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
  const outcomes = new Map<string, Outcome>();
  const states = new Map<string, DatabaseState>();
  const changes = new Map<string, number>();
  const line = (atMs: number, what: string, tone: ChangeTone) => report(`${time.format(atMs)}  ${what}`, tone);

  const reportEndpoint = ({ id, latest }: EndpointView) => {
    if (latest === undefined) return;
    const { outcome, reason, startedAtMs } = latest;
    const before = outcomes.get(id) ?? 'up';
    outcomes.set(id, outcome);
    if (outcome === before) return;
    line(startedAtMs, outcome === 'up' ? `${id} is up again` : `${id} is ${outcome}: ${reason}`, tones[outcome]);
  };

  const reportAlarm = ({ alarm, history: [change, previous] }: AlarmView) => {
    if (change === undefined || changes.get(alarm.id) === change.atMs) return;
    changes.set(alarm.id, change.atMs);
    if (change.to === 'ALARM') line(change.atMs, `ALARM (${alarm.severity}): ${alarm.title}`, 'bad');
    if (change.to !== 'OK' || change.from !== 'ALARM') return;
    const lastedMs = previous === undefined ? undefined : change.atMs - previous.atMs;
    line(change.atMs, `OK (${alarm.severity}): ${describeEnd(alarm, lastedMs)}`, 'good');
  };

  const reportDelivery = ({ atMs, channel, kind, result, problem, headline }: DeliveryView) => {
    if (result !== 'rejected' && result !== 'gave-up') return;
    line(atMs, `Not delivered to ${channel} (${kind}): ${headline}: ${problem ?? result}`, 'bad');
  };

  const reportDatabase = ({ id, state, summary, atMs }: DatabaseView) => {
    const before = states.get(id) ?? 'healthy';
    states.set(id, state);
    if (state === before || state === 'unknown' || atMs === undefined) return;
    line(atMs, summary, state === 'healthy' ? 'good' : 'bad');
  };

  return (event) => {
    if (event.type === 'endpoint') reportEndpoint(event.endpoint);
    else if (event.type === 'database') reportDatabase(event.database);
    else if (event.type === 'alarm') reportAlarm(event.alarm);
    else if (event.type === 'delivery') reportDelivery(event.delivery);
  };
}

const tones = { up: 'good', degraded: 'bad', down: 'bad', unknown: 'neutral' } as const satisfies Record<
  Outcome,
  ChangeTone
>;
