import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { bindParameters, encodeRecord, runStatement, type ServiceError, serviceError } from './data-api-statement.ts';

/** Where a cluster's PostgreSQL is, and who a secret is. */
export interface DataApiPlaces {
  readonly cluster: (resourceArn: string) => { readonly host: string; readonly port: number } | undefined;
  readonly login: (secretArn: string) => Promise<{ readonly user: string; readonly password: string } | undefined>;
}

/** A call as it arrived. */
export interface DataApiCall {
  readonly path: string;
  readonly input: DataApiInput;
  /** The region that it was signed for. */
  readonly region: string;
}

/** The members of requests that the stand-in reads. */
export interface DataApiInput {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database?: string;
  readonly sql?: string;
  readonly transactionId?: string;
  readonly includeResultMetadata?: boolean;
  readonly parameters?: readonly { readonly name: string; readonly value: { readonly stringValue: string } }[];
}

/** The RDS Data API on 127.0.0.1, over real PostgreSQL servers, with the service's limits and errors. */
export interface DataApiStandIn {
  /** For the configuration of the SDK's client. */
  readonly client: {
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly calls: readonly DataApiCall[];
  readonly openTransactions: () => number;
  /** The next calls find the cluster auto-paused. */
  sleepFor(calls: number): void;
  /** Every call fails with an error of the service, until told `undefined`. */
  failWith(error: ServiceError | undefined): void;
  /** Calls get no answer at all. */
  fallSilent(): void;
  close(): Promise<void>;
}

interface Transaction {
  readonly client: Client;
  isBusy: boolean;
}

type Operation = (input: DataApiInput) => Promise<unknown>;

/** Starts the service. */
export async function startDataApiStandIn(places: DataApiPlaces): Promise<DataApiStandIn> {
  const calls: DataApiCall[] = [];
  const transactions = new Map<string, Transaction>();
  let asleepFor = 0;
  let failure: ServiceError | undefined;
  let isSilent = false;
  const operations = createOperations(places, transactions);

  async function answer({ path, input }: DataApiCall): Promise<unknown> {
    if (failure !== undefined) throw failure;
    if (asleepFor > 0) {
      asleepFor -= 1;
      throw serviceError('DatabaseResumingException', 'The Aurora DB instance is resuming after being auto-paused');
    }
    const operation = operations[path];
    if (operation === undefined) throw serviceError('NotFoundException', `There is no ${path}`, 404);
    return operation(input);
  }

  const server = createServer(async (request, response) => {
    const call = await readCall(request);
    calls.push(call);
    if (isSilent) return;
    try {
      const output = JSON.stringify(await answer(call));
      if (output.length > responseBytesMost) throw tooLarge();
      response.writeHead(200, { 'content-type': 'application/json' }).end(output);
    } catch (error) {
      const { name, message, status } = error as ServiceError;
      response.writeHead(status ?? 500, { 'content-type': 'application/json', 'x-amzn-errortype': name });
      response.end(JSON.stringify({ message }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    client: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test' },
    },
    calls,
    openTransactions: () => transactions.size,
    sleepFor(count) {
      asleepFor = count;
    },
    failWith(error) {
      failure = error;
    },
    fallSilent() {
      isSilent = true;
    },
    async close() {
      await Promise.all([...transactions.values()].map(({ client }) => client.end()));
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** "The response size limit is 1 MiB", "64 KB per row" (Aurora user guide, "Limitations of RDS Data API"). */
const responseBytesMost = 1024 * 1024;
const rowBytesMost = 64 * 1024;

const tooLarge = () =>
  serviceError('BadRequestException', 'Database returned more than the allowed response size limit');

function createOperations(places: DataApiPlaces, transactions: Map<string, Transaction>) {
  async function logIn({ resourceArn, secretArn, database }: DataApiInput): Promise<Client> {
    const place = places.cluster(resourceArn);
    const login = await places.login(secretArn);
    if (place === undefined) throw serviceError('DatabaseNotFoundException', 'There is no such cluster', 404);
    if (login === undefined) throw serviceError('SecretsErrorException', 'The secret cannot be read');
    const client = new Client({ ...place, ...login, database: database ?? login.user, ssl: false });
    client.on('error', () => undefined);
    await client.connect().catch((error) => {
      throw serviceErrorOf(error);
    });
    return client;
  }

  /** One call at a time: "a transaction can run only one call". */
  async function useTransaction<T>(id: string, use: (client: Client) => Promise<T>): Promise<T> {
    const transaction = transactions.get(id);
    if (transaction === undefined)
      throw serviceError('TransactionNotFoundException', `Transaction ${id} is not found`, 404);
    if (transaction.isBusy) throw serviceError('BadRequestException', `Transaction ${id} is used by another call`);
    transaction.isBusy = true;
    try {
      return await use(transaction.client);
    } finally {
      transaction.isBusy = false;
    }
  }

  async function execute(client: Client, input: DataApiInput): Promise<unknown> {
    const { sql, values } = bindParameters(input.sql ?? '', input.parameters ?? []);
    const { fields, rows } = await runStatement(client, sql, values).catch((error) => {
      throw serviceErrorOf(error);
    });
    const isRowTooLarge = rows.some((row) => row.join('').length > rowBytesMost);
    if (isRowTooLarge) throw tooLarge();
    const columnMetadata = fields.map(({ name }) => ({ name, label: name }));
    return {
      numberOfRecordsUpdated: 0,
      records: rows.map((row) => encodeRecord(fields, row)),
      ...(input.includeResultMetadata ? { columnMetadata } : {}),
    };
  }

  const operations: Readonly<Record<string, Operation>> = {
    async '/Execute'(input) {
      if (input.transactionId !== undefined) {
        return useTransaction(input.transactionId, (client) => execute(client, input));
      }
      const client = await logIn(input);
      try {
        return await execute(client, input);
      } finally {
        await client.end();
      }
    },
    async '/BeginTransaction'(input) {
      const client = await logIn(input);
      await client.query('BEGIN');
      const transactionId = randomUUID();
      transactions.set(transactionId, { client, isBusy: false });
      return { transactionId };
    },
    async '/RollbackTransaction'({ transactionId = '' }) {
      await useTransaction(transactionId, async (client) => {
        await client.query('ROLLBACK').catch(() => undefined);
        await client.end();
      });
      transactions.delete(transactionId);
      return { transactionStatus: 'Rollback Complete' };
    },
  };
  return operations;
}

/** How the service passes on what PostgreSQL said. */
function serviceErrorOf(error: unknown): ServiceError {
  const { message, code, severity, position } = error as Partial<Record<string, string>>;
  if (severity === undefined) {
    return serviceError(
      'DatabaseUnavailableException',
      `The writer instance is not available (${code ?? message})`,
      504,
    );
  }
  if (message?.startsWith('cannot insert multiple commands')) {
    return serviceError('ValidationException', "Multistatements aren't supported");
  }
  const place = position === undefined ? '' : `; Position: ${position}`;
  return serviceError('BadRequestException', `${severity}: ${message}${place}; SQLState: ${code}`);
}

async function readCall(request: IncomingMessage): Promise<DataApiCall> {
  return {
    path: request.url ?? '',
    input: JSON.parse(await text(request)),
    region: /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '',
  };
}
