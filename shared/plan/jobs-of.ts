import type { Plan, PlannedFunction, PlannedJob } from './plan.ts';

type JobKind = PlannedJob['kind'];

/** Jobs of one kind. */
export type JobOf<Kind extends JobKind> = Extract<PlannedJob, { readonly kind: Kind }>;

/** The jobs that a function does, which all are of its kind. */
export function jobsOf<Kind extends JobKind>(
  { jobs }: Pick<Plan, 'jobs'>,
  fn: Pick<PlannedFunction, 'id'>,
  kind: Kind,
): readonly JobOf<Kind>[] {
  return jobs.filter((job): job is JobOf<Kind> => job.kind === kind && job.function === fn.id);
}
