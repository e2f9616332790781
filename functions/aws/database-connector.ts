import type { Clock } from '../../shared/ports/clock.ts';
import type { DatabaseConnector } from '../../shared/ports/database.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import { chooseConnector } from '../../shared/postgres/choose-connector.ts';
import { createDirectConnector } from '../../shared/postgres/direct/connector.ts';
import { useStatisticsFunctions } from '../../shared/postgres/statistics-functions.ts';
import { createDataApiConnector } from './data-api-connector.ts';
import { createIamToken } from './iam-token.ts';

/** What connecting needs besides the network and the role of the function. */
export interface DatabaseConnectorParts {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly timer: Timer;
  /** A random number in [0, 1), for jitter. */
  readonly random: () => number;
}

/** Connects to databases of every kind in the way that functions do: with secrets, IAM tokens, and the RDS Data API. */
export function createDatabaseConnector({ secrets, ...parts }: DatabaseConnectorParts): DatabaseConnector {
  const connector = chooseConnector({
    postgres: createDirectConnector({ secrets, iamToken: createIamToken() }),
    'data-api': createDataApiConnector({ client: {}, ...parts }),
  });
  return useStatisticsFunctions(connector);
}
