import { afterAll, beforeAll } from 'vitest';
import type { FunctionKind } from '../../shared/plan/plan.ts';
import { type AwsAnswer, type AwsCall, type AwsServer, startAwsServer } from '../support/aws-server.ts';
import { type DataApiStandIn, startDataApiStandIn } from '../support/data-api-stand-in.ts';
import { usePostgres } from '../support/postgres.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { samplePlan } from '../support/sample-plan.ts';
import { type DeployedFunction, deployLocally, type Invocation } from './deploy-locally.ts';

/** A deployed function that talks to databases, in a world of stand-ins and one real PostgreSQL. */
export interface DataFunction {
  readonly deployed: () => DeployedFunction;
  invoke(event: unknown): Promise<Invocation>;
  /** Calls of AWS so far, those of the Data API by their names, too. */
  operations(): readonly string[];
  /** Data of all calls that published metrics, as name, value, and dimensions. */
  metrics(): readonly (readonly [name: string, value: number, dimensions: string])[];
  /** Items of the state table by key: the JSON text, and its version. */
  readonly items: ReadonlyMap<string, { readonly text: string; readonly version: string }>;
}

const roles = ['watchkeeper', 'watchkeeper_kpi', 'watchkeeper_refresh'] as const;

const schema = `
  GRANT pg_monitor TO watchkeeper;
  CREATE TABLE orders (country text, amount numeric);
  INSERT INTO orders VALUES ('ch', 100), ('de', 250), ('ch', 50);
  GRANT SELECT ON orders TO watchkeeper_kpi, watchkeeper_refresh;
  CREATE MATERIALIZED VIEW public.sales AS SELECT country, sum(amount) AS total FROM orders GROUP BY country;
  CREATE UNIQUE INDEX ON public.sales (country);
  GRANT CREATE ON SCHEMA public TO watchkeeper_refresh;
  ALTER MATERIALIZED VIEW public.sales OWNER TO watchkeeper_refresh;
  INSERT INTO orders VALUES ('at', 7);`;

/** The sample with its databases on this machine: one server, reached in both ways. */
function planOn(port: number, site: string) {
  const login = (user: string) => ({ user, iam: null, password: { secret: user } });
  const orders = {
    ...{ host: '127.0.0.1', port, database: 'postgres', tls: 'off', network: null },
    ...{ health: login('watchkeeper'), kpi: login('watchkeeper_kpi'), refresh: login('watchkeeper_refresh') },
  };
  return samplePlan({
    databases: { orders, trips: { database: 'postgres' } },
    kpis: {
      trips: { sql: 'SELECT count(*) FROM orders', every: '15m' },
      queue: { url: `${site}/length`, allowNetworks: ['loopback'] },
    },
  });
}

const dataApiOperations: Readonly<Record<string, string>> = {
  '/Execute': 'ExecuteStatement',
  '/BeginTransaction': 'BeginTransaction',
  '/RollbackTransaction': 'RollbackTransaction',
};

interface StoredItem {
  readonly Key: { readonly S: string };
  readonly Value: { readonly S: string };
  readonly Version: { readonly N: string };
}

/** Deploys a function before the first test of a file; everything ends after the last. */
export function useDataFunction(kind: FunctionKind): DataFunction {
  const postgres = usePostgres();
  const items = new Map<string, StoredItem>();
  const begun: { aws?: AwsServer; dataApi?: DataApiStandIn; site?: Receiver; deployed?: DeployedFunction } = {};
  const passwords = new Map<string, string>();

  function answer({ operation, input }: AwsCall): AwsAnswer {
    if (operation === 'GetParameter') {
      const name = String(input.Name).split('/').at(-1) ?? '';
      return { output: { Parameter: { Value: passwords.get(name) ?? 'let-me-in' } } };
    }
    if (operation === 'GetItem') return { output: { Item: items.get((input.Key as StoredItem).Key.S) } };
    if (operation === 'PutItem') {
      const item = input.Item as StoredItem;
      items.set(item.Key.S, item);
    }
    return { output: {} };
  }

  beforeAll(async () => {
    for (const role of roles) {
      await postgres.createRole(role);
      passwords.set(role, await postgres.secrets.get({ secret: role }));
    }
    await postgres.admin(schema);
    begun.aws = await startAwsServer(answer);
    begun.dataApi = await startDataApiStandIn({
      cluster: () => postgres.server(),
      login: async (secretArn) => {
        const user = secretArn.includes('trips/kpi') ? 'watchkeeper_kpi' : 'watchkeeper';
        return { user, password: passwords.get(user) ?? '' };
      },
    });
    begun.site = await startReceiver(({ headers }) =>
      headers.authorization === 'let-me-in' ? { status: 200, body: '{"length":12}' } : { status: 401 },
    );
    begun.deployed = deployLocally(planOn(postgres.server().port, begun.site.url), kind);
  });
  afterAll(async () => {
    begun.deployed?.[Symbol.dispose]();
    await begun.site?.[Symbol.asyncDispose]();
    await begun.dataApi?.close();
    await begun.aws?.close();
  });

  const calls = () => begun.aws?.calls ?? [];
  const deployed = () => {
    if (begun.deployed === undefined) throw new Error('Cannot use the function: it must be asked for in a test');
    return begun.deployed;
  };
  return {
    deployed,
    invoke: (event) =>
      deployed().invoke(event, {
        AWS_ENDPOINT_URL: begun.aws?.client.endpoint ?? '',
        AWS_ENDPOINT_URL_RDS_DATA: begun.dataApi?.client.endpoint ?? '',
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'test',
        ...textVariables(deployed().variables),
      }),
    operations: () => [
      ...calls().map(({ operation }) => operation),
      ...(begun.dataApi?.calls ?? []).map(({ path }) => dataApiOperations[path] ?? path),
    ],
    metrics: () =>
      calls()
        .filter(({ operation }) => operation === 'PutMetricData')
        .flatMap(({ input }) => input.MetricData as readonly WrittenDatum[])
        .map(({ MetricName, Value, Dimensions }) => [
          MetricName,
          Value,
          Dimensions.map((dimension) => dimension.Value).join(' '),
        ]),
    get items() {
      return new Map([...items].map(([key, { Value, Version }]) => [key, { text: Value.S, version: Version.N }]));
    },
  };
}

interface WrittenDatum {
  readonly MetricName: string;
  readonly Value: number;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

/** Variables of the template that are no references. */
function textVariables(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts = Object.entries(variables).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.filter(([name]) => name !== 'NODE_OPTIONS'));
}
