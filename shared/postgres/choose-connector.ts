import type { DatabaseSpec } from '../model/database.ts';
import type { DatabaseConnector } from '../ports/database.ts';

/** Which connectors there are; on one machine, for example, there is no Data API. */
export type ConnectorsByKind = Readonly<Partial<Record<DatabaseSpec['kind'], DatabaseConnector>>>;

const names: Readonly<Record<DatabaseSpec['kind'], string>> = {
  postgres: 'a direct connection',
  'data-api': 'the RDS Data API',
};

/** One connector for databases of every kind: each is reached in its own way. */
export function chooseConnector(connectors: ConnectorsByKind): DatabaseConnector {
  return {
    async connect(database, options) {
      const connector = connectors[database.kind];
      if (connector !== undefined) return connector.connect(database, options);
      const message = `Cannot reach database "${database.id}" from here: it needs ${names[database.kind]}`;
      return { ok: false, failure: { kind: 'ours', message } };
    },
  };
}
