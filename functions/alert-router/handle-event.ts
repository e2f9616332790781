import { isSummaryDue } from '../../shared/alerting/incident/note-summary.ts';
import type { RouterEvent } from '../../shared/model/router-event.ts';
import { actAsPerson } from './act.ts';
import { handleRecord, reserveMs } from './handle-record.ts';
import { type LoggedPorts, routeRecords } from './route-records.ts';
import { sendSummaries } from './send-summaries.ts';
import { startDrill } from './start-drill.ts';
import { sweep } from './sweep.ts';
import { testChannels } from './test-channels.ts';

/** `type` of the log lines of what is no message of an alarm. */
export const routerLogType = 'alert-router';

/**
 * Whatever the router is called with: messages of alarms by SNS, its own schedules, people by a link or a terminal. What is
 * none of its events is taken for a message, and so ends in the dead letters. Rejects where something could not be kept.
 */
export async function handleEvent(event: unknown, remainingMs: number, ports: LoggedPorts): Promise<unknown> {
  if (!isRouterEvent(event)) return await routeRecords(event, remainingMs, ports);
  const deadlineMs = ports.clock.now() + remainingMs - reserveMs;
  const answer = await answerEvent(event, deadlineMs, ports);
  ports.writeLine(JSON.stringify({ level: 'INFO', type: routerLogType, event, answer: summaryOf(answer) }));
  return answer;
}

/** A person waits for the answer, while others are told of what they did. */
const patienceMs = 15_000;

const kinds = ['wake', 'sweep', 'act', 'drill', 'testChannels'] as const;

/** Only the form of its head is looked at: who may invoke the function is decided by IAM. */
function isRouterEvent(event: unknown): event is RouterEvent {
  return typeof event === 'object' && event !== null && kinds.some((kind) => Object.hasOwn(event, kind));
}

async function answerEvent(event: RouterEvent, deadlineMs: number, ports: LoggedPorts): Promise<unknown> {
  if ('wake' in event) return await wake(event.wake.alarm, deadlineMs, ports);
  if ('sweep' in event) return await sweep(deadlineMs, ports);
  const soonMs = Math.min(deadlineMs, ports.clock.now() + patienceMs);
  if ('act' in event) return await actAsPerson(event.act, soonMs, ports);
  if ('drill' in event) return await startDrill(event.drill, soonMs, ports);
  return await testChannels(event.testChannels, deadlineMs, ports);
}

/** Does what time has made due for one alarm; where that is a summary, everything else that is due in one joins. */
export async function wake(
  alarm: string,
  deadlineMs: number,
  ports: LoggedPorts,
): Promise<{ readonly deliveries: number }> {
  const { deliveries, after } = await handleRecord({ alarm, deadlineMs, isDue: true }, ports);
  const nowMs = ports.clock.now();
  if (after === undefined || !isSummaryDue(after, nowMs)) return { deliveries: deliveries.length };
  const summaries = await sendSummaries([alarm, ...(await ports.incidents.due(nowMs))], deadlineMs, ports);
  return { deliveries: deliveries.length + summaries.length };
}

/** The whole story of an incident is in its record: the log names it. */
function summaryOf(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('incident' in answer)) return answer;
  const { incident, ...rest } = answer as { readonly incident?: { readonly id: string } };
  return { ...rest, incident: incident?.id };
}
