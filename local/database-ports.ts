import type { Clock } from '../shared/ports/clock.ts';
import type { DatabaseConnector } from '../shared/ports/database.ts';
import type { PausedClusters } from '../shared/ports/paused-clusters.ts';
import type { Secrets } from '../shared/ports/secrets.ts';
import type { StateStore } from '../shared/ports/state-store.ts';
import { chooseConnector } from '../shared/postgres/choose-connector.ts';
import { createDirectConnector } from '../shared/postgres/direct/connector.ts';
import { useStatisticsFunctions } from '../shared/postgres/statistics-functions.ts';
import { unknownPauses } from './memory/paused-clusters.ts';
import { createMemoryStateStore } from './memory/state-store.ts';

/** What health runs, KPIs and refreshes use to reach databases. */
export interface DatabasePorts {
  readonly connector: DatabaseConnector;
  readonly state: StateStore;
  readonly paused: PausedClusters;
  /** Epoch milliseconds in real time, which is the time that databases stamp rows with. */
  readonly realNow: () => number;
}

/** Direct connections from this machine; the RDS Data API needs an account, so its databases say that they cannot be reached. */
export function createDatabasePorts({
  clock,
  secrets,
}: {
  readonly clock: Clock;
  readonly secrets: Secrets;
}): DatabasePorts {
  return {
    connector: useStatisticsFunctions(chooseConnector({ postgres: createDirectConnector({ secrets }) })),
    state: createMemoryStateStore({ clock }),
    paused: unknownPauses,
    realNow: Date.now,
  };
}

const nowhere = { kind: 'ours', message: 'No database can be reached from this watch' } as const;

/** What a watch has that was given no way to databases. */
export const noDatabases: DatabasePorts = {
  connector: { connect: async () => ({ ok: false, failure: nowhere }) },
  state: { read: async () => undefined, write: async () => true },
  paused: unknownPauses,
  realNow: () => 0,
};
