import { composeSummary } from '../../shared/alerting/incident/compose-summary.ts';
import { type IncidentContext, stepsOf } from '../../shared/alerting/incident/incident-context.ts';
import {
  claimSummary,
  isSummaryDue,
  noteSummary,
  type SummaryEnd,
} from '../../shared/alerting/incident/note-summary.ts';
import { resolveReceivers } from '../../shared/alerting/resolve-receivers.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { changeIncident } from './change-incident.ts';
import { changeRecord } from './change-record.ts';
import { dispatch } from './dispatch.ts';
import { reserveMs } from './handle-record.ts';
import { publishNumbers } from './publish-numbers.ts';
import type { RouterPorts } from './router-ports.ts';

/** An incident whose turn it is to be listed, and the channels of its policy. */
interface Listed {
  /** The name of its record. */
  readonly record: string;
  readonly incident: Incident;
  readonly channels: readonly string[];
}

/**
 * Sends every summary that is due: one message per policy and channel, however many incidents it lists. Each incident is
 * claimed first, so that two who send at once list it once.
 */
export async function sendSummaries(
  alarms: readonly string[],
  deadlineMs: number,
  ports: RouterPorts,
): Promise<readonly DeliveryRecord[]> {
  const claimed = await Promise.all(
    [...new Set(alarms)].map((alarm) => claimOne(alarm, deadlineMs + reserveMs, ports)),
  );
  const listed = claimed.filter((one) => one !== undefined);
  if (listed.length === 0) return [];
  const messages = Map.groupBy(
    listed.flatMap(({ incident, channels }) => channels.map((channel) => ({ incident, channel }))),
    ({ incident, channel }) => `${incident.policy}\n${channel}`,
  );
  const sent = await Promise.all([...messages.values()].map((members) => sendOne(members, deadlineMs, ports)));
  await Promise.all(listed.map((one) => noteOne(one, sent, ports)));
  const deliveries = sent.flatMap(({ record }) => record ?? []);
  await publishNumbers({ changes: [], deliveries }, ports);
  return deliveries;
}

async function noteOne({ record, incident }: Listed, sent: readonly Sent[], ports: RouterPorts): Promise<void> {
  const { id, phase } = incident;
  const note = {
    asOver: phase === 'resolved',
    ends: sent.flatMap(({ end, incidents }) => (incidents.has(id) ? [end] : [])),
  };
  await changeIncident({ alarm: record, incident: id }, (stored, context) => noteSummary(stored, note, context), ports);
}

async function claimOne(alarm: string, untilMs: number, ports: RouterPorts): Promise<Listed | undefined> {
  let channels: readonly string[] | undefined;
  const { after } = await changeRecord(
    alarm,
    (record, context) => {
      channels = undefined;
      if (record?.incident === undefined || !isSummaryDue(record, context.nowMs)) return record;
      channels = channelsOf(record.incident, context);
      return claimSummary(record, untilMs);
    },
    ports,
  );
  return channels === undefined || after?.incident === undefined
    ? undefined
    : { record: alarm, incident: after.incident, channels };
}

/** Kinds that ring: a summary is read, nobody is woken for it. */
const ringing: ReadonlySet<string> = new Set(['sms', 'pagerduty']);

/** Whoever was told of the beginning hears of the end; otherwise the first step of the policy, as of now, as quietly as it can. */
function channelsOf(incident: Incident, context: IncidentContext): readonly string[] {
  const told = Object.keys(incident.told);
  if (told.length > 0) return told;
  const [first] = stepsOf(incident, context);
  const { roster, nowMs: atMs, routing } = context;
  const receivers = [...(first?.notify ?? []), ...routing.alsoNotify];
  const { channels } = resolveReceivers(receivers, { roster, atMs, severity: incident.severity });
  const quiet = channels.filter((channel) => !ringing.has(roster.channels[channel]?.kind ?? ''));
  return quiet.length > 0 ? quiet : channels;
}

/** One summary at one channel. */
interface Sent {
  readonly end: SummaryEnd;
  /** Ids of those that it lists. */
  readonly incidents: ReadonlySet<string>;
  readonly record?: DeliveryRecord;
}

async function sendOne(
  members: readonly { readonly incident: Incident; readonly channel: string }[],
  deadlineMs: number,
  ports: RouterPorts,
): Promise<Sent> {
  const { clock, config } = ports;
  const { service, environment, timeZone } = config;
  const incidents = members.map(({ incident }) => incident);
  const [{ channel, incident }] = members as readonly [(typeof members)[number]];
  const facts = { service, environment, timeZone, nowMs: clock.now(), policy: incident.policy };
  const message = composeSummary(incidents, facts);
  const { result, attempts, problem, record } = await dispatch(
    { channel, message, deadlineMs, tell: 'summary' },
    ports,
  );
  const end: SummaryEnd = {
    ...{ channel, result, attempts, atMs: clock.now() },
    ...(problem === undefined ? {} : { problem }),
  };
  return { end, incidents: new Set(incidents.map(({ id }) => id)), ...(record === undefined ? {} : { record }) };
}
