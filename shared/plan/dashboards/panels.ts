import { arnOf } from '../../cloudwatch/arn.ts';
import type { PanelInput } from '../../definition/dashboard-schema.ts';
import { endpointMetric } from '../endpoint-metrics.ts';
import { jobMetric } from '../job-metrics.ts';
import { metricRow, type PanelContext, seriesLabel, type Unplaced } from './panel.ts';

type PanelKind = PanelInput['panel'];
type PanelOf<K extends PanelKind> = Extract<PanelInput, { readonly panel: K }>;

/** CloudWatch: an alarm widget shows at most 100 alarms. */
const maxAlarmsPerWidget = 100;

/** Seconds; each row has the interval of what it draws, so that slow ones leave no gaps and quick ones stay fine. */
const shortestPeriod = 60;

/** The degraded limit as annotation, where all endpoints of the panel share one. */
function latencyLimits(context: PanelContext): readonly { readonly label: string; readonly value: number }[] {
  const limits = new Set(context.endpoints.map(({ probe }) => probe.latency.degradedMs));
  const [only] = limits;
  return limits.size === 1 && only !== undefined ? [{ label: 'degraded', value: only }] : [];
}

/** How each kind of panel becomes a widget. A new kind is one entry. */
export const panels = {
  status: (panel, context) => {
    const ids = new Set(context.endpoints.map(({ id }) => id));
    const shown = context.alarms
      .filter(({ subject }) => subject.kind === 'endpoint' && ids.has(subject.endpoint))
      .slice(0, maxAlarmsPerWidget);
    const arns = shown.map(({ name, region }) => arnOf('cloudwatch', { ...context, region }, `alarm:${name}`));
    return { type: 'alarm', width: 24, height: 4, properties: { title: panel.title ?? 'Alarms', alarms: arns } };
  },
  latency: (panel, context) => ({
    type: 'metric',
    width: 12,
    height: 7,
    properties: {
      title: panel.title ?? 'Latency',
      view: 'timeSeries',
      region: context.region,
      metrics: context.endpoints.flatMap(({ id, title, everySeconds }) =>
        context.locations.map((location) =>
          metricRow(endpointMetric(context.namespace, 'Latency', { endpoint: id, location }), {
            label: seriesLabel(title, location, context.locations),
            period: everySeconds,
          }),
        ),
      ),
      stat: 'Average',
      period: shortestPeriod,
      yAxis: { left: { label: 'ms', min: 0, showUnits: false } },
      annotations: { horizontal: latencyLimits(context) },
    },
  }),
  availability: (panel, context) => ({
    type: 'metric',
    width: 12,
    height: 7,
    properties: {
      title: panel.title ?? 'Availability',
      view: 'singleValue',
      // The last period alone would forget every outage that is over.
      setPeriodToTimeRange: true,
      region: context.region,
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
    },
  }),
  certificates: (panel, context) => ({
    type: 'metric',
    width: 12,
    height: 7,
    properties: {
      title: panel.title ?? 'Days left on certificates',
      view: 'singleValue',
      region: context.region,
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
      period: shortestPeriod,
    },
  }),
  jobs: (panel, context) => ({
    type: 'metric',
    width: 12,
    height: 7,
    properties: {
      title: panel.title ?? 'Share of endpoints with a verdict',
      view: 'timeSeries',
      region: context.region,
      metrics: context.jobs.map(({ id, everySeconds }) =>
        metricRow(jobMetric(context.namespace, 'ResultPercent', id), { label: id, period: everySeconds }),
      ),
      stat: 'Minimum',
      period: shortestPeriod,
      yAxis: { left: { label: '%', min: 0, max: 100, showUnits: false } },
    },
  }),
  text: (panel) => ({ type: 'text', width: 24, height: 3, properties: { markdown: panel.markdown } }),
} satisfies { readonly [K in PanelKind]: (panel: PanelOf<K>, context: PanelContext) => Unplaced };
