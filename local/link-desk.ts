import { answerRequest } from '../functions/incident-actions/answer-request.ts';
import type { RouterAct } from '../shared/actions/router-act.ts';
import type { ActAnswer } from '../shared/model/router-event.ts';
import { incidentActionsConfig } from '../shared/plan/incident-actions-config.ts';
import type { Plan } from '../shared/plan/plan.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { IncidentStore } from '../shared/ports/incident-store.ts';
import type { WatchSource } from './api/watch-source.ts';
import { type RouterRunner, routerFailed } from './router-runner.ts';

/** What answering acknowledge links takes. */
export interface LinkDeskParts {
  readonly plan: Plan;
  readonly clock: Clock;
  readonly incidents: IncidentStore;
  readonly router: RouterRunner;
  readonly secret: () => Promise<string>;
}

/** Answers acknowledge links on this machine by the work of the function that answers them on AWS. */
export function createLinkDesk({ plan, clock, incidents, router, secret }: LinkDeskParts): WatchSource['answerLink'] {
  const act = async (wanted: RouterAct): Promise<ActAnswer> => {
    const answer = (await router.invoke({ act: wanted })) as ActAnswer | undefined;
    if (answer === undefined) throw new Error(routerFailed);
    return answer;
  };
  const config = incidentActionsConfig(plan);
  return (request) => answerRequest(request, { store: incidents, act, secret, clock, config, warn: () => undefined });
}
