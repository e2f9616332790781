import type { Incident } from '../../shared/model/incident.ts';
import type { IncidentAction } from '../../shared/model/incident-action.ts';
import type { ConsoleAnswer } from '../ask-console.ts';

/** What a drill is told to be: by whom, and after how long it ends by itself. */
export interface DrillOrder {
  readonly by: string;
  readonly forMs: number;
}

/** Where incidents are read and acted on: a console on this machine, or AWS. Nothing of it rejects. */
export interface IncidentDesk {
  /** Now by the clock of the watch, which `--speed` compresses; epoch milliseconds. */
  readonly nowMs: number;
  /** How long to wait between two looks at an incident, real milliseconds. */
  readonly pollMs: number;
  /** All that are not over, and those that opened at or after a moment; the former first, then newest first. */
  list(fromMs: number): Promise<ConsoleAnswer<readonly Incident[]>>;
  /** An incident by its whole id; undefined where there is none. */
  find(id: string): Promise<ConsoleAnswer<Incident | undefined>>;
  /** Acts as a person. The answer is the incident as it then is. */
  act(incident: Incident, action: IncidentAction, by: string): Promise<ConsoleAnswer<Incident>>;
  /** Begins a drill of an alarm, by its id in the plan. */
  drill(alarmId: string, order: DrillOrder): Promise<ConsoleAnswer<Incident>>;
}

/** Incidents that are not over first, then newest first. */
export function sortIncidents(incidents: readonly Incident[]): readonly Incident[] {
  const isOver = ({ phase }: Incident) => (phase === 'resolved' ? 1 : 0);
  return [...incidents].sort((a, b) => isOver(a) - isOver(b) || b.openedAtMs - a.openedAtMs);
}
