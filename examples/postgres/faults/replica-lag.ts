import { adminConnection, withClient } from '../database.ts';
import type { DatabaseFault } from '../database-fault.ts';
import { repeat } from '../repeat.ts';

const pauseMs = 500;
const writtenBytes = 20_000;

/** The standby receives what is written and does not apply it, while the primary goes on writing. Needs a standby. */
export const replicaLag: DatabaseFault = {
  id: 'replica-lag',
  title: 'Replica lag',
  description: 'The standby has stopped to apply what it receives, and falls behind.',
  begin: async ({ database: { name, standby, administer } }) => {
    if (standby === undefined) throw new Error(`Cannot let the standby of "${name}" lag: it has none, must have one`);
    const onStandby = (sql: string) => withClient(adminConnection(standby, name), (client) => client.query(sql));
    await onStandby('SELECT pg_wal_replay_pause()');
    // Writes that leave nothing in any table.
    const writing = repeat(pauseMs, () =>
      administer((client) =>
        client.query(`SELECT pg_logical_emit_message(false, 'lag', repeat('x', ${writtenBytes}))`),
      ),
    );
    return async () => {
      await writing.stop();
      await onStandby('SELECT pg_wal_replay_resume()');
    };
  },
};
