import type { Clock } from '../shared/ports/clock.ts';
import type { DatabaseConnector } from '../shared/ports/database.ts';
import type { PausedClusters } from '../shared/ports/paused-clusters.ts';
import type { Secrets } from '../shared/ports/secrets.ts';
import type { StateStore } from '../shared/ports/state-store.ts';
import { chooseConnector } from '../shared/postgres/choose-connector.ts';
import { createDirectConnector } from '../shared/postgres/direct/connector.ts';
import { useStatisticsFunctions } from '../shared/postgres/statistics-functions.ts';
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
    paused: { isPaused: async () => undefined },
    realNow: Date.now,
  };
}
