import type { AlarmRecord, Incident, Tell, TimelineEntry } from '../../model/incident.ts';
import { addTells } from './add-tells.ts';
import { addClosings } from './close-incident.ts';
import { type IncidentContext, policyOf } from './incident-context.ts';
import { tellStory } from './timeline.ts';
import { triedChannels } from './tried-channels.ts';

/** How the delivery of a tell ended. */
export interface TellEnd {
  readonly tell: Tell;
  readonly result: Extract<TimelineEntry, { readonly what: 'told' }>['result'];
  readonly attempts: number;
  readonly problem?: string;
  readonly thread?: string;
  readonly atMs: number;
}

/**
 * Notes how deliveries ended. A channel that was told of an opening will be told of the end; one that could not be told is
 * replaced by the next channel that takes over. Nothing is noted where the record has gone on to another incident.
 */
export function noteDeliveries(
  record: AlarmRecord,
  { incident: id, ends }: { readonly incident: string; readonly ends: readonly TellEnd[] },
  context: IncidentContext,
): AlarmRecord {
  const { incident } = record;
  if (incident?.id !== id) return record;
  const noted = ends.reduce((so, end) => noteDelivery(so, end, context), incident);
  return { ...record, incident: addClosings(noted) };
}

function noteDelivery(incident: Incident, end: TellEnd, context: IncidentContext): Incident {
  const { tell, result, attempts, problem, atMs } = end;
  const { kind, channel, step, insteadOf } = tell;
  const entry: TimelineEntry = {
    ...{ atMs, what: 'told', tell: kind, channel, result, attempts },
    ...(step === undefined ? {} : { step }),
    ...(problem === undefined ? {} : { problem }),
    ...(insteadOf === undefined ? {} : { insteadOf }),
  };
  const others = incident.tells.filter(({ id }) => id !== tell.id);
  // What is not listed any more was told by somebody else meanwhile, or need not be told any more.
  const isWanted = others.length < incident.tells.length;
  const retried = isWanted && result === 'gave-up' ? tryLater(tell, atMs) : [];
  const noted = tellStory({ ...incident, tells: [...others, ...retried] }, entry);
  if (result === 'delivered' || result === 'rehearsed') return remember(noted, end);
  const replaced = isWanted && tell.givenUp === 0 ? findReplacement(noted, tell, context) : noted;
  return kind === 'closing' && retried.length === 0 ? loseClosing(replaced, end) : replaced;
}

/** When a message that was given up is tried again: most outages of a chat are over by then. */
const retryDelaysMs = [120_000, 600_000] as const;

/** True where a tell that is given up now will be tried again later. */
export function isTriedAgain({ givenUp }: Pick<Tell, 'givenUp'>): boolean {
  return givenUp < retryDelaysMs.length;
}

function tryLater(tell: Tell, atMs: number): readonly Tell[] {
  const delayMs = retryDelaysMs[tell.givenUp];
  return delayMs === undefined ? [] : [{ ...tell, givenUp: tell.givenUp + 1, claimedUntilMs: atMs + delayMs }];
}

function remember(incident: Incident, { tell, atMs, thread }: TellEnd): Incident {
  const { kind, channel } = tell;
  const known = incident.told[channel];
  if (kind === 'acknowledged' || (kind === 'closing' && known === undefined)) return incident;
  const told = {
    ...(known ?? { atMs }),
    ...(thread === undefined || known?.thread !== undefined ? {} : { thread }),
    ...(kind === 'closing' ? { closedAtMs: atMs } : {}),
  };
  return { ...incident, told: { ...incident.told, [channel]: told } };
}

/** A closing that failed for good is not tried for ever: it is a dead letter by now. */
function loseClosing(incident: Incident, { tell: { channel }, atMs }: TellEnd): Incident {
  const known = incident.told[channel];
  if (known === undefined) return incident;
  return { ...incident, told: { ...incident.told, [channel]: { ...known, closingLostAtMs: atMs } } };
}

/** The next channel that knows nothing of the incident yet takes over, for openings and escalations. */
function findReplacement(incident: Incident, { kind, channel, step }: Tell, context: IncidentContext): Incident {
  if (kind !== 'opening' && kind !== 'escalation') return incident;
  const tried = triedChannels(incident);
  const { failover } = policyOf(incident, context);
  const next = [...failover, ...context.backstop].find((candidate) => !tried.has(candidate));
  if (next === undefined) return incident;
  return addTells(incident, { kind, channels: [next], insteadOf: channel, ...(step === undefined ? {} : { step }) });
}
