import { arrivalLetter } from '../functions/alert-router/arrival-letter.ts';
import { handleEvent } from '../functions/alert-router/handle-event.ts';
import type { LoggedPorts } from '../functions/alert-router/route-records.ts';
import type { RouterPorts } from '../functions/alert-router/router-ports.ts';
import type { MetricDatum } from '../shared/model/metric.ts';
import { alertRouterConfig } from '../shared/plan/alert-router-config.ts';
import { functionIds } from '../shared/plan/names.ts';
import type { Plan, PlannedFunction } from '../shared/plan/plan.ts';
import { deadLetterData, invocationData } from './function-metrics.ts';
import type { DeadLetterStore } from './memory/dead-letter-store.ts';

/** What running the router needs of the world around it. */
export interface RouterRunnerOptions {
  readonly plan: Plan;
  readonly ports: Omit<RouterPorts, 'config' | 'deadLetters'>;
  readonly deadLetters: DeadLetterStore;
  /** Takes what AWS would publish about the router. */
  readonly publish: (data: readonly MetricDatum[]) => void;
  /** The work of the router; a scenario may break it. */
  readonly work?: typeof handleEvent;
}

/** The router as Lambda runs it: an event in, its answer or a dead letter out. */
export interface RouterRunner {
  /** Answers undefined where the router failed: its event is a dead letter then. Never rejects. */
  invoke(event: unknown): Promise<unknown>;
}

/** What a person is told where the router itself failed. */
export const routerFailed = 'Cannot do it: the router failed, must be looked at in its dead letters';

/** Runs the router's work in memory, with the numbers that Lambda and SQS would publish about it. */
export function createRouterRunner({
  plan,
  ports,
  deadLetters,
  publish,
  work = handleEvent,
}: RouterRunnerOptions): RouterRunner {
  const router = findRouter(plan);
  const { clock } = ports;
  const hold = (letter: Parameters<DeadLetterStore['hold']>[1]) => {
    deadLetters.hold(router.id, letter);
    publish([deadLetterData(router, deadLetters.count(router.id), clock.now())]);
  };
  const worldPorts: LoggedPorts = {
    ...ports,
    config: alertRouterConfig(plan),
    deadLetters: { put: async (letter) => hold(letter) },
    // The watch shows deliveries and incidents themselves.
    writeLine: () => undefined,
  };
  return {
    async invoke(event) {
      const startedAtMs = clock.now();
      try {
        const answer = await work(event, router.timeoutSeconds * 1_000, worldPorts);
        publish(invocationData(router, 'succeeded', startedAtMs));
        return answer;
      } catch (error) {
        publish(invocationData(router, 'failed', startedAtMs));
        const problem = error instanceof Error ? error.message : String(error);
        hold(arrivalLetter({ type: 'unrouted-alert', atMs: clock.now(), problem, text: JSON.stringify(event) ?? '' }));
        return undefined;
      }
    },
  };
}

function findRouter({ functions }: Plan): PlannedFunction {
  const router = functions.find(({ id }) => id === functionIds.alertRouter);
  if (router === undefined) throw new Error('Cannot run the router: the plan holds none, must hold one');
  return router;
}
