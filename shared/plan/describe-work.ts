import type { PlannedJob } from './plan.ts';

const counted = (count: number, what: string): string => `${what} (${count} in all)`;

/** What a job works on, in words. */
export function describeWork(job: PlannedJob): string {
  switch (job.kind) {
    case 'endpoint-probe':
      return counted(job.endpoints.length, 'endpoints');
    case 'database-health':
      return counted(job.databases.length, 'databases');
    case 'kpi-query':
      return counted(job.kpis.length, 'KPIs');
    case 'view-refresh':
      return counted(job.refreshes.length, 'refreshes');
  }
}
