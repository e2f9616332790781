import type { AlarmRecord, Incident } from '../../model/incident.ts';
import type { ActionOutcome, IncidentAction } from '../../model/incident-action.ts';
import { longestSilenceMs } from '../../model/incident-action.ts';
import { formatMoment } from '../format-moment.ts';
import { addTells } from './add-tells.ts';
import { closeIncident } from './close-incident.ts';
import type { IncidentContext } from './incident-context.ts';
import { tellStory } from './timeline.ts';

/** Who acts, on which incident, and what they had seen of it. */
export interface HumanAct {
  readonly incident: string;
  readonly by: string;
  readonly seenActions?: number;
  /** IANA name: in which answers tell times. */
  readonly timeZone: string;
}

/** What became of an action: the record after it, or why it was refused. */
export type Acted = { readonly record: AlarmRecord } & ActionOutcome;

/** Does what a person asks for, or refuses in one sentence; a refusal changes nothing. */
export function actOnIncident(
  record: AlarmRecord,
  action: IncidentAction,
  { act, context }: { readonly act: HumanAct; readonly context: IncidentContext },
): Acted {
  const { incident } = record;
  const problem = findProblem(incident, action, { act, context });
  if (incident === undefined || problem !== undefined) {
    return {
      record,
      done: false,
      problem: problem ?? `Cannot ${action.action} incident "${act.incident}": there is none`,
    };
  }
  const counted = { ...incident, actions: incident.actions + 1 };
  return { record: { ...record, incident: carryOut(counted, action, { act, context }) }, done: true };
}

interface Acting {
  readonly act: HumanAct;
  readonly context: IncidentContext;
}

function findProblem(
  incident: Incident | undefined,
  action: IncidentAction,
  { act, context }: Acting,
): string | undefined {
  const cannot = `Cannot ${action.action} incident "${act.incident}"`;
  if (incident === undefined || incident.id !== act.incident)
    return `${cannot}: it is over, and its alarm has moved on since`;
  const { resolved, acknowledged, actions } = incident;
  const moment = (atMs: number) => formatMoment(atMs, act.timeZone);
  if (resolved !== undefined) {
    const who = resolved.by === undefined ? '' : ` by ${resolved.by}`;
    return `${cannot}: it was resolved${who} on ${moment(resolved.atMs)}`;
  }
  if (action.action === 'acknowledge' && acknowledged !== undefined) {
    return `${cannot}: ${acknowledged.by} acknowledged it on ${moment(acknowledged.atMs)}`;
  }
  if (action.action === 'silence' && acknowledged !== undefined) {
    return `${cannot}: ${acknowledged.by} acknowledged it on ${moment(acknowledged.atMs)}, so nobody is reminded of it`;
  }
  if (act.seenActions !== undefined && act.seenActions !== actions) {
    return `${cannot}: somebody has acted on it since this page was made, must be looked at again`;
  }
  return action.action === 'silence' ? findSilenceProblem(cannot, action, context.nowMs) : undefined;
}

function findSilenceProblem(
  cannot: string,
  { reason, untilMs }: Extract<IncidentAction, { readonly action: 'silence' }>,
  nowMs: number,
): string | undefined {
  if (reason.trim() === '') return `${cannot}: there is no reason, must be one`;
  if (!(untilMs > nowMs)) return `${cannot}: its end has passed, must be in the future`;
  return untilMs - nowMs > longestSilenceMs
    ? `${cannot}: its end is too far away, must be at most 7 days from now; plan maintenance for more`
    : undefined;
}

function carryOut(incident: Incident, action: IncidentAction, { act: { by }, context }: Acting): Incident {
  const { nowMs, hearsAcknowledgements } = context;
  switch (action.action) {
    case 'acknowledge': {
      const note = action.note === undefined ? {} : { note: action.note };
      const { silenced: _over, ...rest } = incident;
      // Whoever has not been told yet that nobody takes care of it must not be told so now.
      const tells = rest.tells.filter(({ kind }) => kind !== 'escalation' && kind !== 'reminder');
      const acknowledged = tellStory(
        { ...rest, tells, acknowledged: { atMs: nowMs, by, ...note } },
        { atMs: nowMs, what: 'acknowledged', by, ...note },
      );
      const channels = Object.keys(incident.told).filter(hearsAcknowledgements);
      return addTells(acknowledged, { kind: 'acknowledged', channels });
    }
    case 'silence': {
      const { reason, untilMs } = action;
      return tellStory(
        { ...incident, silenced: { atMs: nowMs, untilMs, by, reason } },
        { atMs: nowMs, what: 'silenced', by, reason, untilMs },
      );
    }
    case 'resolve': {
      const { action: _name, ...why } = action;
      return closeIncident(incident, { okSinceMs: incident.recoveringSinceMs ?? nowMs, by, ...why }, context);
    }
  }
}
