import { actOnIncident } from '../../shared/alerting/incident/act-on-incident.ts';
import { shorten } from '../../shared/channels/shorten.ts';
import type { ActionOutcome, IncidentAction } from '../../shared/model/incident-action.ts';
import type { ActAnswer, RouterEvent } from '../../shared/model/router-event.ts';
import { handleRecord } from './handle-record.ts';
import type { RouterPorts } from './router-ports.ts';

/** UTF-16 units of what a person writes; it stands in the record and in messages. */
const mostOfWords = 1_000;

type Act = Extract<RouterEvent, { readonly act: unknown }>['act'];

/** Does what a person asks for, and tells those who must know of it. Rejects where the record could not be kept. */
export async function actAsPerson(act: Act, deadlineMs: number, ports: RouterPorts): Promise<ActAnswer> {
  const { incidents, config } = ports;
  const found = await incidents.find(act.incident);
  if (found === undefined) {
    const problem = `Cannot ${act.action} incident "${act.incident}": there is none, must be one of the last 400 days`;
    return { done: false, problem };
  }
  const { incident, by, seenActions, ...wanted } = act;
  const action = shortenWords(wanted);
  let outcome: ActionOutcome | undefined;
  const human = { incident, by, timeZone: config.timeZone, ...(seenActions === undefined ? {} : { seenActions }) };
  const { after } = await handleRecord(
    {
      alarm: found.alarm,
      deadlineMs,
      change: (record, context) => {
        if (record === undefined) return undefined;
        // A write that somebody was faster than is judged again: what counts is the record that was written.
        const { record: acted, ...judged } = actOnIncident(record, action, { act: human, context });
        outcome = judged;
        return acted;
      },
    },
    ports,
  );
  const now = after?.incident?.id === incident ? after.incident : found;
  return {
    ...(outcome ?? { done: false, problem: `Cannot ${act.action} incident "${incident}": it is gone` }),
    incident: now,
  };
}

function shortenWords(action: IncidentAction): IncidentAction {
  switch (action.action) {
    case 'acknowledge':
      return { ...action, ...(action.note === undefined ? {} : { note: shorten(action.note, mostOfWords) }) };
    case 'resolve':
      return { ...action, ...(action.reason === undefined ? {} : { reason: shorten(action.reason, mostOfWords) }) };
    case 'silence':
      return { ...action, reason: shorten(action.reason, mostOfWords) };
  }
}
