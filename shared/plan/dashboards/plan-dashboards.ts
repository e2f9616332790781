import type { DashboardInput, PanelInput } from '../../definition/dashboard-schema.ts';
import type { DashboardWidget } from '../../model/dashboard.ts';
import type { DatabaseCheckName } from '../../postgres/checks/registry.ts';
import type { PlannedDashboard, PlannedDatabase } from '../plan.ts';
import type { PanelContext, Unplaced } from './panel.ts';
import { panels } from './panels.ts';

/** The grid of a CloudWatch dashboard is 24 units wide. */
const gridWidth = 24;

/** Gives widgets their places, left to right, a new row where the next one does not fit. */
function place(widgets: readonly Unplaced[]): readonly DashboardWidget[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return widgets.map((widget) => {
    if (x + widget.width > gridWidth) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const placed = { ...widget, x, y };
    x += widget.width;
    rowHeight = Math.max(rowHeight, widget.height);
    return placed;
  });
}

/** More lines than this tell nobody anything; CloudWatch itself ends at 500 metrics in one widget. */
const mostSeries = 100;

/** A title that says what was left out. */
function withTitleNote(widget: Unplaced, note: string): Unplaced {
  if (widget.type === 'text') return widget;
  return { ...widget, properties: { ...widget.properties, title: `${widget.properties.title} ${note}` } } as Unplaced;
}

/** CloudWatch refuses a widget without a metric or an alarm, and the whole dashboard with it: a text stands in its place. */
function withoutEmptiness(widget: Unplaced): Unplaced {
  if (widget.type === 'text' || widget.type === 'log') return widget;
  const { title } = widget.properties;
  const shown = widget.type === 'metric' ? widget.properties.metrics : widget.properties.alarms;
  if (shown.length > 0) return widget;
  const { width, height } = widget;
  return {
    type: 'text',
    width,
    height,
    properties: { markdown: `## ${title}\n\nNothing to show: nothing that this panel names has it.` },
  };
}

/** Turns the name of a thing into its id. */
export type IdOf = (kind: 'endpoint' | 'database', name: string) => string;

const pick = <T extends { readonly id: string }>(
  all: readonly T[],
  ids: readonly string[] | undefined,
): readonly T[] => (ids === undefined ? all : all.filter(({ id }) => ids.includes(id)));

function drawPanel(panel: PanelInput, context: PanelContext, idOf: IdOf): Unplaced {
  const namedEndpoints = 'endpoints' in panel ? panel.endpoints?.map((name) => idOf('endpoint', name)) : undefined;
  const namedDatabases = 'databases' in panel ? panel.databases?.map((name) => idOf('database', name)) : undefined;
  const namedKpis = 'kpis' in panel ? panel.kpis : undefined;
  const endpoints = pick(context.endpoints, namedEndpoints);
  const most = Math.floor(mostSeries / context.locations.length);
  const shown = {
    ...context,
    endpoints: endpoints.slice(0, most),
    databases: pick(context.databases, namedDatabases),
    kpis: pick(context.kpis, namedKpis).slice(0, mostSeries),
  };
  const named = 'database' in panel ? { ...panel, database: idOf('database', panel.database) } : panel;
  const widget = withoutEmptiness(panels[panel.panel](named as never, shown));
  const drawsEndpoints = ['status', 'latency', 'availability', 'certificates'].includes(panel.panel);
  return drawsEndpoints && endpoints.length > most
    ? withTitleNote(widget, `(first ${most} of ${endpoints.length} endpoints)`)
    : widget;
}

/** What a definition without dashboards gets: the state, the latency and the certificates of everything, and its numbers. */
function standardOverview({ endpoints, databases, kpis }: PanelContext): DashboardInput {
  const ofEndpoints: readonly PanelInput[] = [
    { panel: 'availability' },
    { panel: 'latency' },
    { panel: 'certificates' },
  ];
  return {
    title: 'Overview',
    panels: [
      { panel: 'status' },
      ...(endpoints.length > 0 ? ofEndpoints : []),
      ...(databases.length > 0
        ? ([
            { panel: 'check', check: 'connections' },
            { panel: 'check', check: 'cache-hit' },
          ] as const)
        : []),
      ...(kpis.length > 0 ? ([{ panel: 'kpis' }] as const) : []),
      { panel: 'jobs' },
    ],
  };
}

/** Checks that every dashboard of a database draws, whether an alarm reads them or not. */
export const drawnChecks = [
  'unreachable',
  'connections',
  'active-connections',
  'cache-hit',
  'long-query',
  'query-rate',
  'dead-tuples',
  'size',
] as const satisfies readonly DatabaseCheckName[];

/** The dashboard that every database has. */
function databaseDashboard({ id, title, functions }: PlannedDatabase): DashboardInput {
  const databases = [id];
  return {
    title,
    panels: [
      { panel: 'status', databases },
      { panel: 'gauge', check: 'cache-hit', database: id, title: 'Cache hit' },
      { panel: 'check', check: 'connections', databases, title: 'Connections' },
      { panel: 'check', check: 'active-connections', databases, title: 'Active connections' },
      { panel: 'check', check: 'long-query', databases, title: 'Longest running query' },
      { panel: 'check', check: 'query-rate', databases, title: 'Queries per second' },
      { panel: 'check', check: 'size', databases, title: 'Size' },
      ...(functions.length > 0 ? ([{ panel: 'functions', database: id }] as const) : []),
      { panel: 'table', database: id, table: 'slow', title: 'Slow queries' },
      { panel: 'table', database: id, table: 'statements', title: 'Statements by time' },
      { panel: 'table', database: id, table: 'indexes', title: 'Indexes' },
      { panel: 'table', database: id, table: 'tables', title: 'Tables by dead tuples' },
    ],
  };
}

/** The definition's dashboards, or the standard one, and one per database, as CloudWatch bodies. */
export function planDashboards(
  dashboards: Readonly<Record<string, DashboardInput>> | undefined,
  context: PanelContext,
  idOf: IdOf,
): readonly PlannedDashboard[] {
  const ofDatabases = context.databases.map(
    (database) => [`database-${database.id}`, databaseDashboard(database)] as const,
  );
  const all = { ...Object.fromEntries(ofDatabases), ...(dashboards ?? { overview: standardOverview(context) }) };
  const written = Object.keys(dashboards ?? { overview: true });
  const order = [...written, ...Object.keys(all).filter((id) => !written.includes(id))];
  return order.flatMap((id) => {
    const dashboard = all[id];
    if (dashboard === undefined) return [];
    const widgets = place(dashboard.panels.map((panel) => drawPanel(panel, context, idOf)));
    const { title } = dashboard;
    return [
      { id, name: `${context.scope}-${id}`, title, body: { start: '-PT3H', periodOverride: 'inherit', widgets } },
    ];
  });
}
