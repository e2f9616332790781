import { readSecretsBeside } from '../../local/memory/env-secrets.ts';
import { createRealTimer } from '../../local/timers.ts';
import type { DatabaseConnector } from '../../shared/ports/database.ts';
import { chooseConnector } from '../../shared/postgres/choose-connector.ts';
import { createDirectConnector } from '../../shared/postgres/direct/connector.ts';
import { useStatisticsFunctions } from '../../shared/postgres/statistics-functions.ts';

/**
 * Connects from this terminal: directly with the secrets beside the definition (or those of the running example `target`), to
 * Aurora and with IAM tokens by the AWS credentials of the terminal.
 */
export async function createConnector(definitionFile: string, target: string | undefined): Promise<DatabaseConnector> {
  // The SDK takes longer to load than all the rest: it comes when it is needed.
  const dataApi = async () => {
    const { createDataApiConnector } = await import('../../functions/aws/data-api-connector.ts');
    return createDataApiConnector({
      client: {},
      clock: { now: Date.now },
      timer: createRealTimer(),
      random: Math.random,
    });
  };
  const direct = createDirectConnector({
    secrets: await readSecretsBeside(definitionFile, target),
    async iamToken(query) {
      const { createIamToken } = await import('../../functions/aws/iam-token.ts');
      return createIamToken()(query);
    },
  });
  return useStatisticsFunctions(
    chooseConnector({
      postgres: direct,
      'data-api': { connect: async (database, options) => (await dataApi()).connect(database, options) },
    }),
  );
}
