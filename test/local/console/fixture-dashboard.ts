import type { DashboardBody } from '../../../shared/model/dashboard.ts';
import type { Plan } from '../../../shared/plan/plan.ts';

const place = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

/** A dashboard with each view, annotation and shorthand that a body may use. */
export function everyWidget({ namespace, alarms }: Plan): DashboardBody {
  return {
    start: '-PT1H',
    periodOverride: 'inherit',
    widgets: [
      {
        type: 'text',
        ...place(0, 0, 24, 4),
        properties: {
          markdown:
            '# Shop\nThe numbers that **matter**, and the [runbook](https://runbooks.shop.example/shop).\n\n| Level | Means |\n| --- | --- |\n| critical | somebody is paged |\n| warning | <b>office</b> hours |',
        },
      },
      {
        type: 'metric',
        ...place(0, 4, 12, 7),
        properties: {
          title: 'Latency',
          view: 'timeSeries',
          region: 'eu-central-1',
          metrics: [
            [namespace, 'Latency', 'Endpoint', 'web', 'Location', 'eu-central-1', { label: 'Storefront' }],
            ['.', '.', '.', 'checkout', '.', '.', { label: 'Checkout', color: '#d62728' }],
            ['...', 'account', '.', '.', { label: 'Account', yAxis: 'right' }],
          ],
          stat: 'Average',
          period: 60,
          annotations: { horizontal: [{ label: 'degraded', value: 800, fill: 'above' }] },
        },
      },
      {
        type: 'metric',
        ...place(12, 4, 6, 7),
        properties: {
          title: 'Availability',
          view: 'gauge',
          region: 'eu-central-1',
          metrics: [
            [namespace, 'Down', 'Endpoint', 'api', 'Location', 'eu-central-1', { id: 'd1', visible: false }],
            [{ expression: '100 * (1 - d1)', label: 'Product API', id: 'a1' }],
          ],
          stat: 'Average',
          period: 3_600,
          yAxis: { left: { label: '%', min: 0, max: 100 } },
          annotations: { horizontal: [{ label: 'objective below', value: 99.5, color: '#d62728', fill: 'below' }] },
        },
      },
      {
        type: 'metric',
        ...place(18, 4, 6, 7),
        properties: {
          title: 'Latency now',
          view: 'bar',
          region: 'eu-central-1',
          metrics: ['web', 'checkout', 'account', 'api'].map((endpoint) => [
            namespace,
            'Latency',
            'Endpoint',
            endpoint,
            'Location',
            'eu-central-1',
            { label: endpoint },
          ]),
          stat: 'Average',
          period: 300,
        },
      },
      {
        type: 'metric',
        ...place(0, 11, 12, 5),
        properties: {
          title: 'Latency, p90',
          view: 'singleValue',
          sparkline: true,
          region: 'eu-central-1',
          metrics: ['web', 'checkout', 'api'].map((endpoint) => [
            namespace,
            'Latency',
            'Endpoint',
            endpoint,
            'Location',
            'eu-central-1',
            { label: endpoint, stat: 'p90' },
          ]),
          stat: 'Average',
          period: 300,
        },
      },
      {
        type: 'alarm',
        ...place(12, 11, 12, 5),
        properties: {
          title: 'Alarms',
          alarms: [...alarms.slice(0, 6).map(({ name }) => name), 'of-another-account'].map(
            (name) => `arn:aws:cloudwatch:eu-central-1:000000000000:alarm:${name}`,
          ),
        },
      },
      {
        type: 'log',
        ...place(0, 16, 24, 7),
        properties: {
          title: 'Slow queries',
          region: 'eu-central-1',
          query:
            "SOURCE '/aws/lambda/shop-local-database-health' | filter type = 'row' and subject = 'database/orders' and table = 'slow' | sort rank asc",
          view: 'table',
        },
      },
      {
        type: 'log',
        ...place(0, 23, 24, 3),
        properties: {
          title: 'Cold starts',
          region: 'eu-central-1',
          query: "SOURCE '/aws/lambda/shop-local-endpoint-probe' | stats max(@initDuration) by bin(1h)",
          view: 'bar',
        },
      },
    ],
  };
}
