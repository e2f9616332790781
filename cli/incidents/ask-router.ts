import type { RouterEvent } from '../../shared/model/router-event.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { ConsoleAnswer } from '../ask-console.ts';

/** Invokes the router of a deployed environment as a person. Never rejects. */
export async function askRouter<Answer>(
  plan: Pick<Plan, 'functions' | 'environment'>,
  event: RouterEvent,
  isAnswer: (answer: unknown) => answer is Answer,
): Promise<ConsoleAnswer<Answer>> {
  const router = plan.functions.find(({ kind }) => kind === 'alert-router');
  if (router === undefined) {
    return {
      ok: false,
      problem: `Cannot ask the router: environment "${plan.environment}" has none, must be deployed with one`,
    };
  }
  const { name, region, timeoutSeconds } = router;
  const { invokeFunction } = await import('../../functions/aws/invoke.ts');
  const answered = await invokeFunction({ functionName: name, region, timeoutSeconds, event });
  if (!answered.ok) return answered;
  const { answer } = answered;
  if (isAnswer(answer)) return { ok: true, answer };
  const problem = `Cannot read the answer of "${name}" in ${region}: it is none of a router, must be one of this version; deploy it again`;
  return { ok: false, problem };
}
