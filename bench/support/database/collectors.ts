import { cores, startScript } from '../processes.ts';
import type { ClientOrder, ClientReport, ClientWork } from './client.ts';
import type { DatabasePlace, HealthRunOptions } from './health-run.ts';
import type { Breadth } from './metric-families.ts';
import { startPostgresExporter } from './postgres-exporter.ts';

/** One way to look at the database. */
export type Case = { readonly name: string } & (
  | { readonly client: 'watchkeeper'; readonly options: Omit<HealthRunOptions, 'ca'> }
  | { readonly client: 'naive'; readonly breadth: Breadth }
  | { readonly client: 'postgres_exporter'; readonly breadth: Breadth }
);

/** Something that looks at the database as often as it is told, one after the other. */
export interface Collector {
  run(runs: number): Promise<ClientReport>;
  end(): Promise<void>;
}

/** What collectors are started with. */
export interface CollectorParts {
  readonly place: DatabasePlace;
  readonly ca: string;
  /** Path of postgres_exporter; undefined where it is not installed. */
  readonly exporter: string | undefined;
  readonly folder: string;
}

const ours = (options: Partial<Omit<HealthRunOptions, 'ca'>>): Omit<HealthRunOptions, 'ca'> => ({
  ...{ part: 'objects', connection: 'fresh', remembers: true },
  ...options,
});

/** Names by which the report finds what it compares. */
export const compared = {
  pulse: 'pulse, warm connection',
  whole: 'pulse + objects + statements, warm connection',
  fresh: 'pulse + objects + statements, fresh connection',
} as const;

/** Everything that is measured; the exporter only where it is installed. */
export function listCases(hasExporter: boolean): readonly Case[] {
  const breadths = ['top 100', 'everything'] as const;
  const exporters = hasExporter ? (['postgres_exporter', 'naive'] as const) : (['naive'] as const);
  return [
    { name: 'pulse, fresh connection', client: 'watchkeeper', options: ours({ part: 'pulse' }) },
    { name: compared.pulse, client: 'watchkeeper', options: ours({ part: 'pulse', connection: 'warm' }) },
    { name: compared.fresh, client: 'watchkeeper', options: ours({}) },
    {
      name: 'pulse + objects + statements, fresh TLS connection',
      client: 'watchkeeper',
      options: ours({ connection: 'tls' }),
    },
    { name: compared.whole, client: 'watchkeeper', options: ours({ connection: 'warm' }) },
    {
      name: 'the same, first run: texts of statements too',
      client: 'watchkeeper',
      options: ours({ connection: 'warm', remembers: false }),
    },
    ...exporters.flatMap((client) =>
      breadths.map((breadth) => ({ name: `${breadth}, warm connection`, client, breadth })),
    ),
  ];
}

/** Starts the process of one case. */
export async function startCollector(each: Case, { place, ca, exporter, folder }: CollectorParts): Promise<Collector> {
  if (each.client !== 'postgres_exporter') {
    const work: ClientWork =
      each.client === 'naive' ? { kind: 'naive', breadth: each.breadth } : { kind: 'health', ...each.options, ca };
    return startClient({ place, work });
  }
  if (exporter === undefined) throw new Error('Cannot measure postgres_exporter: it is not installed');
  const { scrape, end } = await startPostgresExporter(exporter, place, { breadth: each.breadth, folder });
  return { run: scrape, end };
}

async function startClient(order: ClientOrder): Promise<Collector> {
  const client = startScript('database/client.ts', cores.client);
  await client.ask<'ready'>(order);
  return {
    run: (runs) => client.ask<ClientReport>({ runs } satisfies ClientOrder),
    end: () => client.end(),
  };
}
