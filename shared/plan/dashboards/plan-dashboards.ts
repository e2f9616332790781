import type { DashboardInput, PanelInput } from '../../definition/dashboard-schema.ts';
import type { DashboardWidget } from '../../model/dashboard.ts';
import type { PlannedDashboard } from '../plan.ts';
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
  if (widget.type === 'text') return widget;
  const { title } = widget.properties;
  const shown = widget.type === 'metric' ? widget.properties.metrics : widget.properties.alarms;
  if (shown.length > 0) return widget;
  const { width, height } = widget;
  return {
    type: 'text',
    width,
    height,
    properties: { markdown: `## ${title}\n\nNothing to show: no endpoint of this panel has it.` },
  };
}

function drawPanel(panel: PanelInput, context: PanelContext, idOf: (name: string) => string): Unplaced {
  const named = 'endpoints' in panel ? panel.endpoints?.map(idOf) : undefined;
  const endpoints = named === undefined ? context.endpoints : context.endpoints.filter(({ id }) => named.includes(id));
  const most = Math.floor(mostSeries / context.locations.length);
  const widget = withoutEmptiness(
    panels[panel.panel](panel as never, { ...context, endpoints: endpoints.slice(0, most) }),
  );
  return panel.panel !== 'jobs' && endpoints.length > most
    ? withTitleNote(widget, `(first ${most} of ${endpoints.length} endpoints)`)
    : widget;
}

/** What a definition without dashboards gets: the state, the latency and the certificates of everything. */
const standard: Readonly<Record<string, DashboardInput>> = {
  overview: {
    title: 'Overview',
    panels: [
      { panel: 'status' },
      { panel: 'availability' },
      { panel: 'latency' },
      { panel: 'certificates' },
      { panel: 'jobs' },
    ],
  },
};

/** The definition's dashboards as CloudWatch bodies. `idOf` turns an endpoint's name into its id. */
export function planDashboards(
  dashboards: Readonly<Record<string, DashboardInput>> | undefined,
  context: PanelContext,
  { scope, idOf }: { readonly scope: string; readonly idOf: (name: string) => string },
): readonly PlannedDashboard[] {
  return Object.entries(dashboards ?? standard).map(([id, { title, panels: drawn }]) => ({
    id,
    name: `${scope}-${id}`,
    title,
    body: {
      start: '-PT3H',
      periodOverride: 'inherit',
      widgets: place(drawn.map((panel) => drawPanel(panel, context, idOf))),
    },
  }));
}
