import { describeFaults } from './describe-faults.ts';

describeFaults([
  {
    id: 'slow-query',
    headline: 'marketplace database has a long-running query',
    lasting: 2,
    patienceMs: 5_200,
    culprit: /nightly-report[\s\S]*pg_sleep/,
    every: 1,
  },
  {
    id: 'lock-chain',
    headline: 'marketplace database has sessions that wait for a lock',
    lasting: 2,
    patienceMs: 10_200,
    culprit: /blocks \d+[\s\S]*orders/,
    every: 1,
  },
  {
    id: 'idle-in-transaction',
    headline: 'marketplace database has many idle transactions',
    lasting: 10,
    culprit: /forgetful-worker: 12 idle in transaction/,
    every: 1,
  },
  {
    id: 'connection-flood',
    headline: 'marketplace database runs out of connections',
    lasting: 2,
    culprit: /\d+ of \d+ connections are taken, most by .*leaky-pool/,
    every: 1,
  },
  {
    id: 'deadlock',
    headline: 'marketplace database had deadlocks',
    lasting: 1,
    realMs: 2_500,
    // Which statements they were stands in the server's log alone: the message says where to look.
    culprit: /The server log names both statements/,
    every: 1,
  },
  {
    id: 'slow-function',
    headline: 'marketplace database has a slow function',
    lasting: 2,
    realMs: 5_000,
    culprit: /public\.calculate_on_time_rate took \d+ ms on average/,
    every: 4,
  },
]);
