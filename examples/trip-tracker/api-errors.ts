import type { DatabaseFault } from '../postgres/database-fault.ts';
import { beginRowChange } from '../postgres/row-change.ts';

/** One request in five of the last two hours was answered with an error. */
export const apiErrors: DatabaseFault = {
  id: 'api-errors',
  title: 'API errors',
  description: 'One API request in five has failed in the last two hours, according to the usage log.',
  begin: (system) =>
    beginRowChange(system, {
      steps: [],
      change: `UPDATE api_usage SET status_code = 503
        WHERE id % 5 = 0 AND status_code = 200 AND created_at > now() - interval '2 hours' RETURNING id`,
      restore: 'UPDATE api_usage SET status_code = 200 WHERE id = ANY($1)',
    }),
};
