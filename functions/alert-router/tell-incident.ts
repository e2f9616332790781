import { composeTell, type TellFacts } from '../../shared/alerting/incident/compose-tell.ts';
import { isTriedAgain, noteDeliveries, type TellEnd } from '../../shared/alerting/incident/note-delivery.ts';
import { nameOwner } from '../../shared/alerting/name-owner.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { Incident, Tell } from '../../shared/model/incident.ts';
import { changeIncident, type MeantIncident } from './change-incident.ts';
import type { Changed } from './change-record.ts';
import { dispatch } from './dispatch.ts';
import { routedAlarm } from './incident-world.ts';
import type { RouterPorts } from './router-ports.ts';

/** Less time than this is not enough for an attempt: what is left to tell stays on the incident, and the next call tells it. */
const leastMs = 2_000;

/** Rounds of telling in one call: failovers of failovers end in dead letters at last. */
const mostRounds = 10;

/**
 * Tells whatever a change of a record claimed, notes how it went, and goes on with what follows from that: channels that take
 * over, closings of what was told meanwhile. Answers each change of the record, in order, and every delivery.
 */
export async function tellClaimed(
  changed: Changed,
  {
    alarm,
    deadlineMs,
    claimUntilMs,
  }: { readonly alarm: string; readonly deadlineMs: number; readonly claimUntilMs: number },
  ports: RouterPorts,
): Promise<{ readonly changes: readonly Changed[]; readonly deliveries: readonly DeliveryRecord[] }> {
  const deliveries: DeliveryRecord[] = [];
  const changes: Changed[] = [];
  let last = changed;
  for (let round = 0; round < mostRounds && last.claimed.length > 0; round += 1) {
    const incident = last.after?.incident;
    if (incident === undefined || deadlineMs - ports.clock.now() < leastMs) break;
    const settled = await Promise.allSettled(
      last.claimed.map((tell) => tellOne(incident, tell, { alarm, deadlineMs }, ports)),
    );
    const told = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    deliveries.push(...told.flatMap(({ record }) => record ?? []));
    last = await noteEnds({ alarm, incident: incident.id }, { told, claimUntilMs }, ports);
    changes.push(last);
    // Whoever was told is noted before anything else fails: nobody is told again because of another's dead letter.
    const failed = settled.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
  return { changes, deliveries };
}

async function noteEnds(
  meant: MeantIncident,
  { told, claimUntilMs }: { readonly told: readonly ToldOne[]; readonly claimUntilMs: number },
  ports: RouterPorts,
): Promise<Changed> {
  const note = { incident: meant.incident, ends: told.map(({ end }) => end) };
  return await changeIncident(meant, (record, context) => noteDeliveries(record, note, context), ports, {
    claimUntilMs,
  });
}

interface ToldOne {
  readonly end: TellEnd;
  readonly record?: DeliveryRecord;
}

async function tellOne(
  incident: Incident,
  tell: Tell,
  { alarm, deadlineMs }: { readonly alarm: string; readonly deadlineMs: number },
  ports: RouterPorts,
): Promise<ToldOne> {
  const { channel, kind } = tell;
  const message = composeTell(incident, tell, await gatherFacts(incident, tell, alarm, ports));
  const thread = incident.told[channel]?.thread;
  const parcel = { channel, message, deadlineMs, incident: incident.id, tell: kind, isTriedAgain: isTriedAgain(tell) };
  const { result, attempts, problem, record, ...sent } = await dispatch(
    { ...parcel, ...(thread === undefined ? {} : { thread }) },
    ports,
  );
  const end: TellEnd = {
    ...{ tell, result, attempts },
    ...(problem === undefined ? {} : { problem }),
    ...(sent.thread === undefined ? {} : { thread: sent.thread }),
    atMs: ports.clock.now(),
  };
  return { end, ...(record === undefined ? {} : { record }) };
}

async function gatherFacts(incident: Incident, tell: Tell, alarm: string, ports: RouterPorts): Promise<TellFacts> {
  const { config, clock, actionLink } = ports;
  const known = routedAlarm(config, alarm);
  const owner = incident.owner === undefined ? undefined : nameOwner(incident.owner, config);
  const nowMs = clock.now();
  // A link that cannot be signed must not cost the message.
  const link = actionLink({ incident: incident.id, channel: tell.channel, nowMs });
  const actionUrl = await link.catch(() => undefined);
  return {
    nowMs,
    ...(known?.subject === undefined ? {} : { subject: known.subject }),
    runbookSteps: known?.routing.runbookSteps ?? [],
    ...(owner === undefined ? {} : { owner }),
    mentions: config.people.flatMap(({ id, slack }) =>
      slack !== undefined && tell.mentions.includes(id) ? [slack] : [],
    ),
    ...(actionUrl === undefined ? {} : { actionUrl }),
  };
}
