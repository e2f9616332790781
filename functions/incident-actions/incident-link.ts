import type { ActionClaim } from '../../shared/actions/action-token.ts';
import type { RouterAct } from '../../shared/actions/router-act.ts';
import type { ActAnswer } from '../../shared/model/router-event.ts';
import type { IncidentActionsConfig } from '../../shared/plan/incident-actions-config.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { IncidentStore } from '../../shared/ports/incident-store.ts';

/** What the pages behind acknowledge links need of the world. */
export interface ActionPorts {
  readonly store: Pick<IncidentStore, 'find'>;
  /** Does what a person wants. Rejects where it is not known whether it was done. */
  readonly act: (act: RouterAct) => Promise<ActAnswer>;
  /** What links and forms are signed with. */
  readonly secret: () => Promise<string>;
  readonly clock: Clock;
  readonly config: Pick<IncidentActionsConfig, 'service' | 'environment' | 'timeZone' | 'names'>;
  /** Hears in one line why a request could not be answered. */
  readonly warn: (line: string) => void;
}

/** A link that was verified, at the moment of the request. */
export interface OpenedLink {
  readonly claim: ActionClaim;
  /** The path of the request: where a browser goes after an action. */
  readonly path: string;
  readonly secret: string;
  readonly nowMs: number;
}
