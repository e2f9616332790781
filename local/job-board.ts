import { describeWork } from '../shared/plan/describe-work.ts';
import type { PlannedJob } from '../shared/plan/plan.ts';
import type { JobView } from './api/types.ts';

/** How the last run of a job went; `problem` where it went wrong. */
export interface JobNews extends Pick<JobView, 'lastRunAtMs' | 'lastResultPercent'> {
  readonly problem?: string;
}

/** What is shown of every job. */
export interface JobBoard {
  /** Adds news of a job's last run; a problem stays until the next run. */
  note(job: PlannedJob, news: JobNews): void;
  views(): readonly JobView[];
}

/** A board of jobs that have not run yet. */
export function createJobBoard(jobs: readonly PlannedJob[]): JobBoard {
  const views = new Map<string, JobView>(
    jobs.map((job) => [job.id, { id: job.id, everySeconds: job.everySeconds, work: describeWork(job) }]),
  );
  return {
    note({ id }, { problem, ...news }) {
      const view = views.get(id);
      if (view === undefined) return;
      const { lastProblem: _, ...kept } = view;
      views.set(id, { ...kept, ...news, ...(problem === undefined ? {} : { lastProblem: problem }) });
    },
    views: () => [...views.values()],
  };
}
