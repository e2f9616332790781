import { rowLogType } from '../../model/evidence-table.ts';
import { type DatabaseCheckName, databaseChecks } from '../../postgres/checks/registry.ts';
import type { DatabaseTableName } from '../../postgres/tables/registry.ts';
import { databaseMetric, functionMetric } from '../database-metrics.ts';
import { functionName, logGroupName } from '../names.ts';
import type { PlannedDatabase } from '../plan.ts';
import { axisFromZero, graph, metricRow, type PanelContext, type PanelDrawer } from './panel.ts';

const lineColors = { critical: '#d62728', warning: '#ff7f0e', info: '#1f77b4' } as const;

/** The thresholds of the alarms on a check, where all databases of the panel share them. */
function thresholdLines(databases: readonly PlannedDatabase[], check: DatabaseCheckName) {
  const of = ({ thresholds }: PlannedDatabase) => thresholds.filter((threshold) => threshold.check === check);
  const [first, ...others] = databases.map(of);
  const textOf = (lines: ReturnType<typeof of>) =>
    JSON.stringify(lines.map(({ threshold, severity }) => [threshold, severity]));
  if (first === undefined || others.some((lines) => textOf(lines) !== textOf(first))) return [];
  return first.map(({ threshold, comparison, severity }) => ({
    label: `${severity} ${comparison}`,
    value: threshold,
    color: lineColors[severity],
    fill: comparison,
  }));
}

const find = (context: PanelContext, id: string): readonly PlannedDatabase[] =>
  context.databases.filter((database) => database.id === id);

function checkRow(namespace: string, database: PlannedDatabase, check: DatabaseCheckName, label = database.title) {
  const { stat, part } = databaseChecks[check];
  return metricRow(databaseMetric(namespace, check, database.id), { label, stat, period: database.everySeconds[part] });
}

/** What a widget shows of each table, by key of the column: a screen is narrower than the evidence. */
export const shownColumns = {
  slow: ['pid', 'runs', 'state', 'wait', 'blocker', 'user', 'query'],
  blocked: ['pid', 'wait', 'lock', 'relation', 'root', 'query'],
  connections: ['state', 'user', 'application', 'sessions', 'longest'],
  statements: ['query', 'calls', 'recentMean', 'mean', 'max', 'hit'],
  functions: ['name', 'calls', 'recent', 'target', 'rating'],
  tables: ['name', 'size', 'live', 'dead', 'vacuum', 'recentHit'],
  indexes: ['name', 'table', 'use', 'scans', 'size', 'remark'],
  bloat: ['name', 'size', 'useless', 'wasted'],
} as const satisfies Record<DatabaseTableName, readonly string[]>;

/** The newest rows of one table, worst first, from the log of the function that takes them. */
function rowsQuery(database: PlannedDatabase, table: DatabaseTableName, scope: string): string {
  const logGroup = logGroupName(functionName(scope, 'database-health', database.network));
  return [
    `SOURCE '${logGroup}'`,
    `fields rank, grade, ${shownColumns[table].map((key) => `values.${key} as ${key}`).join(', ')}`,
    `filter type = '${rowLogType}' and subject = 'database/${database.id}' and table = '${table}'`,
    'sort atMs desc, rank asc',
    'dedup rank',
    'sort rank asc',
    'limit 25',
  ].join(' | ');
}

/** Panels of databases. */
export const databasePanels = {
  check: (panel, context) => {
    const { symbol, stat, unit } = databaseChecks[panel.check];
    return graph(context, {
      title: panel.title ?? databaseChecks[panel.check].metric,
      metrics: context.databases.map((database) => checkRow(context.namespace, database, panel.check)),
      stat,
      yAxis: axisFromZero(symbol, unit === 'Percent' ? 100 : undefined),
      annotations: { horizontal: thresholdLines(context.databases, panel.check) },
    });
  },
  gauge: (panel, context) => {
    const databases = find(context, panel.database);
    return graph(context, {
      title: panel.title ?? databaseChecks[panel.check].metric,
      view: 'gauge',
      metrics: databases.map((database) => checkRow(context.namespace, database, panel.check)),
      stat: databaseChecks[panel.check].stat,
      yAxis: axisFromZero(databaseChecks[panel.check].symbol, 100),
      annotations: { horizontal: thresholdLines(databases, panel.check) },
    });
  },
  functions: (panel, context) => {
    const databases = find(context, panel.database);
    const targets = [...new Set(databases.flatMap(({ functions }) => functions.map(({ targetMs }) => targetMs)))];
    return graph(context, {
      title: panel.title ?? 'Time per call of functions',
      metrics: databases.flatMap(({ id, functions, everySeconds }) =>
        functions.map(({ name }) =>
          metricRow(functionMetric(context.namespace, { database: id, fn: name }), {
            label: name,
            period: everySeconds.pulse,
          }),
        ),
      ),
      stat: 'Average',
      yAxis: axisFromZero('ms'),
      annotations: {
        horizontal: targets.flatMap((targetMs) => [
          { label: `target ${targetMs} ms`, value: targetMs, color: '#2ca02c' },
          { label: `twice ${targetMs} ms`, value: 2 * targetMs, color: '#ff7f0e' },
          { label: `four times ${targetMs} ms`, value: 4 * targetMs, color: '#d62728', fill: 'above' as const },
        ]),
      },
    });
  },
  table: (panel, context) => {
    const [database] = find(context, panel.database);
    const title = panel.title ?? `${panel.table} of ${database?.title ?? panel.database}`;
    if (database === undefined) return { type: 'text', width: 24, height: 3, properties: { markdown: `## ${title}` } };
    return {
      type: 'log',
      width: 24,
      height: 7,
      properties: {
        title,
        region: context.region,
        query: rowsQuery(database, panel.table, context.scope),
        view: 'table',
      },
    };
  },
} satisfies { readonly [K in 'check' | 'gauge' | 'functions' | 'table']: PanelDrawer<K> };
