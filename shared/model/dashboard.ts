/** One line of a graph: a metric as CloudWatch's dashboard body writes it (CloudWatch-Dashboard-Body-Structure.html). */
export type DashboardMetricRow = readonly (string | DashboardMetricOptions)[] | readonly [DashboardMetricOptions];

export interface DashboardMetricOptions {
  readonly id?: string;
  readonly expression?: string;
  readonly label?: string;
  readonly stat?: string;
  readonly period?: number;
  readonly color?: string;
  readonly yAxis?: 'left' | 'right';
  readonly visible?: boolean;
}

interface Placed {
  /** In grid units: the page is 24 wide. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MetricWidget extends Placed {
  readonly type: 'metric';
  readonly properties: {
    readonly title: string;
    readonly view: 'timeSeries' | 'singleValue' | 'bar' | 'gauge';
    readonly region: string;
    readonly metrics: readonly DashboardMetricRow[];
    readonly stat: string;
    readonly period: number;
    readonly stacked?: boolean;
    readonly sparkline?: boolean;
    /** Single values over the whole range that the reader looks at, rather than over the last period. */
    readonly setPeriodToTimeRange?: boolean;
    readonly yAxis?: {
      readonly left?: {
        readonly label?: string;
        readonly min?: number;
        readonly max?: number;
        readonly showUnits?: boolean;
      };
    };
    readonly annotations?: {
      readonly horizontal?: readonly {
        readonly label: string;
        readonly value: number;
        readonly color?: string;
        /** Which side of the line is coloured. */
        readonly fill?: 'above' | 'below';
      }[];
    };
  };
}

export interface AlarmWidget extends Placed {
  readonly type: 'alarm';
  readonly properties: { readonly title: string; readonly alarms: readonly string[] };
}

export interface TextWidget extends Placed {
  readonly type: 'text';
  readonly properties: { readonly markdown: string };
}

/** Rows of structured log lines, by a query of CloudWatch Logs Insights. */
export interface LogWidget extends Placed {
  readonly type: 'log';
  readonly properties: {
    readonly title: string;
    readonly region: string;
    /** Begins with `SOURCE '<log group>'`. */
    readonly query: string;
    readonly view: 'table' | 'bar';
  };
}

export type DashboardWidget = MetricWidget | AlarmWidget | TextWidget | LogWidget;

/** A CloudWatch dashboard body: what `cdk deploy` creates and the console draws. At most 500 widgets. */
export interface DashboardBody {
  readonly start?: string;
  readonly periodOverride?: 'auto' | 'inherit';
  readonly widgets: readonly DashboardWidget[];
}
