import type { Plan } from '../../shared/plan/plan.ts';
import type { ConsoleAnswer } from '../ask-console.ts';
import { openAwsDesk } from './aws-desk.ts';
import { openConsoleDesk } from './console-desk.ts';
import type { IncidentDesk } from './incident-desk.ts';

/** The incidents of a plan's environment: on AWS where it has an account, else of the console at an address. */
export async function openDesk(plan: Plan, url: string): Promise<ConsoleAnswer<IncidentDesk>> {
  if (plan.account === undefined) return await openConsoleDesk(url, plan);
  return { ok: true, answer: await openAwsDesk(plan) };
}
