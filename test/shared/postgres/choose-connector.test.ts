import { describe, expect, it } from 'vitest';
import type { DatabaseSpec } from '../../../shared/model/database.ts';
import type { DatabaseConnector } from '../../../shared/ports/database.ts';
import { chooseConnector } from '../../../shared/postgres/choose-connector.ts';

const direct: DatabaseSpec = { kind: 'postgres', id: 'shop', title: 'Shop', port: 5432, tls: 'rds', logins: {} };
const cluster = 'arn:aws:rds:eu-central-1:123456789012:cluster:shop';
const dataApi: DatabaseSpec = { kind: 'data-api', id: 'stock', title: 'Stock', cluster, database: 'stock', logins: {} };
const options = { role: 'health', timeoutMs: 1_000 } as const;

const saying = (message: string): DatabaseConnector => ({
  connect: async ({ id }) => ({ ok: false, failure: { kind: 'full', message: `${message} ${id}` } }),
});

describe('chooseConnector()', () => {
  it('asks the connector of the kind of a database', async () => {
    const connector = chooseConnector({ postgres: saying('direct'), 'data-api': saying('data-api') });
    expect(await connector.connect(direct, options)).toMatchObject({ failure: { message: 'direct shop' } });
    expect(await connector.connect(dataApi, options)).toMatchObject({ failure: { message: 'data-api stock' } });
  });

  it('says which way is missing', async () => {
    expect(await chooseConnector({ postgres: saying('direct') }).connect(dataApi, options)).toEqual({
      ok: false,
      failure: { kind: 'ours', message: 'Cannot reach database "stock" from here: it needs the RDS Data API' },
    });
  });
});
