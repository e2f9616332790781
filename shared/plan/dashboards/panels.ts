import { arnOf } from '../../cloudwatch/arn.ts';
import type { AlarmSubject } from '../../model/alarm.ts';
import { endpointMetric } from '../endpoint-metrics.ts';
import { jobMetric } from '../job-metrics.ts';
import { databasePanels } from './database-panels.ts';
import { kpiPanels } from './kpi-panels.ts';
import {
  axisFromZero,
  graph,
  metricRow,
  type PanelContext,
  type PanelDrawer,
  type PanelKind,
  type PanelOf,
  seriesLabel,
} from './panel.ts';

/** CloudWatch: an alarm widget shows at most 100 alarms. */
const maxAlarmsPerWidget = 100;

/** The degraded limit as annotation, where all endpoints of the panel share one. */
function latencyLimits(context: PanelContext): readonly { readonly label: string; readonly value: number }[] {
  const limits = new Set(context.endpoints.map(({ probe }) => probe.latency.degradedMs));
  const [only] = limits;
  return limits.size === 1 && only !== undefined ? [{ label: 'degraded', value: only }] : [];
}

/** Whether an alarm is about one of the things that a panel names; one that names none is about everything. */
function isAboutShown(subject: AlarmSubject, panel: PanelOf<'status'>, context: PanelContext): boolean {
  const namesSome = panel.endpoints !== undefined || panel.databases !== undefined || panel.kpis !== undefined;
  const shows = (named: readonly string[] | undefined, ids: readonly { readonly id: string }[], id: string): boolean =>
    (named !== undefined || !namesSome) && ids.some((one) => one.id === id);
  switch (subject.kind) {
    case 'endpoint':
      return shows(panel.endpoints, context.endpoints, subject.endpoint);
    case 'database':
      return shows(panel.databases, context.databases, subject.database);
    case 'kpi':
      return shows(panel.kpis, context.kpis, subject.kpi);
    default:
      return false;
  }
}

/** How each kind of panel becomes a widget. A new kind is one entry. */
export const panels = {
  status: (panel, context) => {
    const shown = context.alarms
      .filter(({ subject }) => isAboutShown(subject, panel, context))
      .slice(0, maxAlarmsPerWidget);
    const arns = shown.map(({ name, region }) => arnOf('cloudwatch', { ...context, region }, `alarm:${name}`));
    return { type: 'alarm', width: 24, height: 4, properties: { title: panel.title ?? 'Alarms', alarms: arns } };
  },
  latency: (panel, context) =>
    graph(context, {
      title: panel.title ?? 'Latency',
      metrics: context.endpoints.flatMap(({ id, title, everySeconds }) =>
        context.locations.map((location) =>
          metricRow(endpointMetric(context.namespace, 'Latency', { endpoint: id, location }), {
            label: seriesLabel(title, location, context.locations),
            period: everySeconds,
          }),
        ),
      ),
      stat: 'Average',
      yAxis: axisFromZero('ms'),
      annotations: { horizontal: latencyLimits(context) },
    }),
  availability: (panel, context) =>
    graph(context, {
      title: panel.title ?? 'Availability',
      view: 'singleValue',
      // The last period alone would forget every outage that is over.
      setPeriodToTimeRange: true,
      metrics: context.endpoints.flatMap(({ id, title }, index) =>
        context.locations.flatMap((location, place) => {
          const series = `d${index * context.locations.length + place + 1}`;
          return [
            metricRow(endpointMetric(context.namespace, 'Down', { endpoint: id, location }), {
              id: series,
              label: series,
              visible: false,
            }),
            [
              {
                expression: `100 * (1 - ${series})`,
                label: `${seriesLabel(title, location, context.locations)} %`,
                id: `a${series}`,
              },
            ] as const,
          ];
        }),
      ),
      stat: 'Average',
      period: 300,
    }),
  certificates: (panel, context) =>
    graph(context, {
      title: panel.title ?? 'Days left on certificates',
      view: 'singleValue',
      metrics: context.endpoints.flatMap(({ id, title, everySeconds, certificateLocation: location }) =>
        location === undefined
          ? []
          : [
              metricRow(endpointMetric(context.namespace, 'CertificateDaysLeft', { endpoint: id, location }), {
                label: title,
                period: everySeconds,
              }),
            ],
      ),
      stat: 'Minimum',
    }),
  jobs: (panel, context) =>
    graph(context, {
      title: panel.title ?? 'Share of each job with a verdict',
      metrics: context.jobs.map(({ id, everySeconds }) =>
        metricRow(jobMetric(context.namespace, 'ResultPercent', id), { label: id, period: everySeconds }),
      ),
      stat: 'Minimum',
      yAxis: axisFromZero('%', 100),
    }),
  ...kpiPanels,
  ...databasePanels,
  text: (panel) => ({ type: 'text', width: 24, height: 3, properties: { markdown: panel.markdown } }),
} satisfies { readonly [K in PanelKind]: PanelDrawer<K> };
