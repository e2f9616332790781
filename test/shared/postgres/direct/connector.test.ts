import type { SecretRef } from '../../../../shared/model/secret-ref.ts';
import { createDirectConnector } from '../../../../shared/postgres/direct/connector.ts';
import { describeDatabase } from '../../../support/describe-database.ts';

describeDatabase('a direct connection', async (postgres) => ({
  connector: createDirectConnector({
    secrets: {
      get: (ref: SecretRef) =>
        ref.secret === 'wrong' ? Promise.resolve('not-the-password') : postgres.secrets.get(ref),
    },
    retryAfterMs: 1,
  }),
  spec: ({ role, wrongPassword = false, ...place }) => ({
    ...postgres.spec(place),
    logins: { kpi: { kind: 'password', user: role, password: { secret: wrongPassword ? 'wrong' : role } } },
  }),
  close: async () => undefined,
}));
