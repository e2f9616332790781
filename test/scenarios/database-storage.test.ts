import { describeFaults } from './describe-faults.ts';

describeFaults([
  {
    id: 'bloat',
    headline: 'marketplace database has a table full of dead rows',
    lasting: 40,
    culprit: /driver_positions/,
    every: 20,
  },
  {
    id: 'unused-index',
    headline: 'marketplace database has unused indexes',
    lasting: 20,
    days: 8,
    culprit: /driver_positions/,
    every: 20,
  },
  {
    id: 'growth',
    headline: 'marketplace database grows quickly',
    after: 66,
    lasting: 60,
    culprit: /MB\/h/,
    every: 20,
  },
  {
    id: 'replica-lag',
    headline: 'marketplace database has a replica that lags behind',
    lasting: 5,
    patienceMs: 7_000,
    culprit: /standby/,
    every: 1,
  },
  {
    id: 'cold-cache',
    headline: 'marketplace database reads too much from disk',
    lasting: 5,
    realMs: 2_200,
    after: 11,
    restMs: 10_000,
    culprit: /order_archive/,
    every: 3,
  },
  {
    id: 'kpi-drop',
    headline: 'revenue of the last 24 hours is below 60,000 CHF',
    lasting: 5,
    culprit: /below 60,000 CHF/,
    every: 5,
  },
  {
    id: 'no-data',
    headline: 'newest order is older than 30m',
    lasting: 1,
    culprit: /older than 30m/,
    every: 1,
  },
]);
