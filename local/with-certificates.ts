import { inlineCertificates } from '../shared/plan/inline-certificates.ts';
import type { Plan } from '../shared/plan/plan.ts';

/** The plan with certificate authorities as texts. Throws where one of their files cannot be read, naming the endpoint. */
export function withCertificates(plan: Plan, definitionFile: string): Plan {
  const inlined = inlineCertificates(plan, { definitionFile });
  const [first] = inlined.problems;
  if (first === undefined) return inlined.plan;
  throw new Error(`Cannot read a certificate authority of ${first.path}: ${first.message}; ${first.hint}`);
}
