import type { DatabaseFault } from '../postgres/database-fault.ts';
import { beginRowChange } from '../postgres/row-change.ts';

/** Half of the best reviews of this week are two stars instead: satisfaction falls below its target. */
export const badReviews: DatabaseFault = {
  id: 'bad-reviews',
  title: 'Bad reviews',
  description: 'A bad batch: half of the five-star reviews have become two stars.',
  begin: (system) =>
    beginRowChange(system, {
      steps: [],
      change: 'UPDATE product_reviews SET rating = 2 WHERE rating = 5 AND id % 2 = 0 RETURNING id',
      restore: 'UPDATE product_reviews SET rating = 5 WHERE id = ANY($1)',
    }),
};
