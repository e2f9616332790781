import type { LambdaClientConfig } from '@aws-sdk/client-lambda';
import type { RouterAct } from '../../shared/actions/router-act.ts';
import type { ActAnswer } from '../../shared/model/router-event.ts';
import { invokeFunction } from './invoke.ts';

/** Asks the router to do what people want. */
export interface RouterClient {
  /** Rejects where the router gives no answer in time; whether it was done is then not known. */
  act(act: RouterAct): Promise<ActAnswer>;
}

/** Calls the router's function and waits for its answer, once: `seenActions` makes it safe for a person to ask again. */
export function createRouterClient({
  client,
  functionName,
  timeoutMs,
}: {
  readonly client: LambdaClientConfig & { readonly region: string };
  readonly functionName: string;
  readonly timeoutMs: number;
}): RouterClient {
  return {
    async act(act) {
      const invocation = { functionName, region: client.region, event: { act } };
      const invoked = await invokeFunction({ ...invocation, timeoutSeconds: timeoutMs / 1_000, patienceMs: 0 }, client);
      if (!invoked.ok) throw new Error(invoked.problem);
      if (!isActAnswer(invoked.answer))
        throw new Error(
          `Cannot understand "${functionName}": its answer does not say whether it was done, must say so`,
        );
      return invoked.answer;
    },
  };
}

function isActAnswer(answer: unknown): answer is ActAnswer {
  const { done, problem } = (answer ?? {}) as { readonly done?: unknown; readonly problem?: unknown };
  return done === true || (done === false && typeof problem === 'string');
}
