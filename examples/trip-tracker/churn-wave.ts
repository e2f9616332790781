import type { DatabaseFault } from '../postgres/database-fault.ts';
import { beginRowChange } from '../postgres/row-change.ts';

/** The users who pay most have cancelled: monthly recurring revenue drops by almost a half. */
export const churnWave: DatabaseFault = {
  id: 'kpi-drop',
  title: 'Cancellations',
  description: 'Every enterprise user has cancelled: almost half of the monthly recurring revenue is gone.',
  begin: (system) =>
    beginRowChange(system, {
      steps: [],
      change: `UPDATE users SET subscription_status = 'cancelled'
        WHERE subscription_tier = 'enterprise' AND subscription_status = 'active' RETURNING id`,
      restore: `UPDATE users SET subscription_status = 'active' WHERE id = ANY($1)`,
    }),
};
