import { channelKinds } from '../shared/channels/registry.ts';
import { alarmDefaults } from '../shared/definition/alarm-settings.ts';
import { panelSchema } from '../shared/definition/dashboard-schema.ts';
import { databaseDefaults } from '../shared/definition/database-settings.ts';
import { kpiDefaults, refreshDefaults } from '../shared/definition/kpi-settings.ts';
import { reportDefaults } from '../shared/definition/report-settings.ts';
import { endpointDefaults } from '../shared/definition/resolve-endpoints.ts';
import { functionMetricFacts } from '../shared/plan/database-metrics.ts';
import { endpointMetrics } from '../shared/plan/endpoint-metrics.ts';
import { jobMetrics } from '../shared/plan/job-metrics.ts';
import { kpiMetrics } from '../shared/plan/kpi-metrics.ts';
import { plan } from '../shared/plan/make-plan.ts';
import type { CheckGrade, DatabaseCheck } from '../shared/postgres/checks/check.ts';
import { databaseChecks } from '../shared/postgres/checks/registry.ts';
import { probeDefaults } from '../shared/probes/probe-settings.ts';
import { probeKinds } from '../shared/probes/registry.ts';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string): string => `\`${text}\``;

/** A definition with one endpoint that has every alarm, in one location. */
function planExample() {
  return plan(
    {
      service: 'shop',
      timeZone: 'UTC',
      channels: { phone: { kind: 'sms', to: ['+12025550101'] } },
      policies: { critical: ['phone'], warning: [], info: [] },
      backstop: ['phone'],
      endpoints: { web: { kind: 'http', url: 'https://shop.example/', latency: { degraded: '800ms' } } },
      environments: { prod: { account: '111122223333', region: 'eu-central-1' } },
    },
    'prod',
  );
}

function describeDefaults(): string {
  const settings = { ...endpointDefaults, ...probeDefaults };
  const probes = Object.entries(settings).map(([name, value]) => [code(name), code(JSON.stringify(value))]);
  const alarms = Object.entries(alarmDefaults).map(([name, value]) => [
    code(`alarms.${name}`),
    code(JSON.stringify(value)),
  ]);
  return table(['setting', 'default'], [...probes, ...alarms]);
}

function describeKinds(): string {
  const probes = Object.values(probeKinds).map(({ kind, fields }) => [
    code(kind),
    Object.keys(fields)
      .map((name) => code(name))
      .join(', '),
  ]);
  const channels = Object.values(channelKinds).map(({ kind, fields }) => [
    code(kind),
    Object.keys(fields)
      .map((name) => code(name))
      .join(', '),
  ]);
  return `### Endpoints\n\n${table(['kind', 'fields'], probes)}\n\n### Channels\n\n${table(['kind', 'fields'], channels)}`;
}

function describeMetrics(): string {
  const ofEndpoints = Object.entries(endpointMetrics).map(([name, { unit, meaning }]) => [
    code(name),
    '`Endpoint`, `Location`',
    unit,
    meaning,
  ]);
  const ofJobs = Object.entries(jobMetrics).map(([name, { unit, meaning }]) => [code(name), '`Job`', unit, meaning]);
  return table(['metric', 'dimensions', 'unit', 'meaning'], [...ofEndpoints, ...ofJobs]);
}

function describeAlarms(): string {
  const rows = planExample().alarms.map(({ name, severity, rule, meaning, missingDataReason, topic }) => [
    code(name),
    severity,
    `${rule.datapointsToAlarm} of ${rule.evaluationPeriods}`,
    meaning,
    `${code(rule.treatMissingData)}: ${missingDataReason}`,
    code(topic),
  ]);
  return table(['alarm', 'severity', 'M of N', 'meaning', 'missing data', 'topic'], rows);
}

/** A threshold in words: `above 10 s for 5m`. */
function describeGrade({ above, below, for: lasting }: CheckGrade, symbol: string): string {
  const [word, limit] = above === undefined ? ['below', below] : ['above', above];
  return `${word} ${limit?.toLocaleString('en')}${symbol === '' ? '' : ` ${symbol}`} for ${lasting}`;
}

const checks = Object.entries(databaseChecks) as readonly (readonly [string, DatabaseCheck])[];

function describeChecks(): string {
  const every = { pulse: '1m', objects: '10m', bloat: '1d' } as const;
  return table(
    ['check', 'metric', 'unit', 'every', 'meaning', 'missing data'],
    checks.map(([name, { metric, symbol, part, meaning, missing, missingReason }]) => [
      code(name),
      code(metric),
      symbol,
      every[part],
      meaning,
      `${code(missing)}: ${missingReason}`,
    ]),
  );
}

function describeRecommended(): string {
  const rows = checks.flatMap(([name, { grades, symbol }]) =>
    grades.map((grade) => [code(grade.alarm), code(name), describeGrade(grade, symbol), grade.severity, grade.why]),
  );
  return table(['alarm', 'check', 'when', 'severity', 'why'], rows);
}

function describeKpiMetrics(): string {
  const dimensions = { KpiValue: '`Kpi`, or `Kpi`, `Label`', KpiBreach: '`Kpi`, `Alert`', RefreshFailed: '`Refresh`' };
  const rows = Object.entries(kpiMetrics).map(([name, { unit, meaning }]) => [
    code(name),
    dimensions[name as keyof typeof kpiMetrics],
    unit,
    meaning,
  ]);
  const { name, unit, meaning } = functionMetricFacts;
  return table(
    ['metric', 'dimensions', 'unit', 'meaning'],
    [...rows, [code(name), '`Database`, `Function`', unit, meaning]],
  );
}

function describeOtherDefaults(): string {
  const of = (section: string, settings: Readonly<Record<string, unknown>>) =>
    Object.entries(settings).map(([name, value]) => [code(`${section}.*.${name}`), code(JSON.stringify(value))]);
  return table(
    ['setting', 'default'],
    [
      ...of('databases', databaseDefaults),
      ...of('kpis', kpiDefaults),
      ...of('refreshes', refreshDefaults),
      ...of('reports', reportDefaults),
    ],
  );
}

/** The reference tables of the documentation, from what the code itself reads. */
export function describeReference(): string {
  const panels = panelSchema._zod.def.options.flatMap((option) => {
    const { panel, ...rest } = option._zod.def.shape;
    return panel._zod.def.values.map((name) => [code(name), Object.keys(rest).map(code).join(', ')]);
  });
  return `# Reference

Written by \`npm run docs\` from the registries that the code reads; a test fails when it is stale.

## Kinds and their fields

${describeKinds()}

## Defaults

Each may stand in \`defaults\`, in a group or in an endpoint; the innermost wins.

${describeDefaults()}

Databases, KPIs, refreshes and reports have these:

${describeOtherDefaults()}

## Checks of databases

Each is a metric with the dimension \`Database\`, published where an alarm or a dashboard reads it.

${describeChecks()}

### Recommended alarms

What \`postgres.recommended()\` returns, and what a database has that names no alarms of its own.

${describeRecommended()}

## Panels of dashboards

${table(['panel', 'fields'], panels)}

## Metrics

Namespace \`Watchkeeper/<service>/<environment>\`.

${describeMetrics()}

Business numbers and functions of databases:

${describeKpiMetrics()}

## Alarms

As one HTTPS endpoint \`web\` of the service \`shop\` gets them, with a degraded latency and one location.

${describeAlarms()}
`;
}
