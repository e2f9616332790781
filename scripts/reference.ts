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
import { probeDefaults } from '../shared/probes/probe-settings.ts';
import { probeKinds } from '../shared/probes/registry.ts';
import { code, table } from './markdown-table.ts';
import { describeChecks, describeRecommended } from './reference-checks.ts';
import { describeChannelKinds, describePeople, listPeopleDefaults } from './reference-people.ts';

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

const listCode = (names: readonly string[]): string => names.map(code).join(', ');

function describeKinds(): string {
  const rowsOf = (kinds: Readonly<Record<string, { readonly kind: string; readonly fields: object }>>) =>
    Object.values(kinds).map(({ kind, fields }) => [code(kind), listCode(Object.keys(fields))]);
  const head = ['kind', 'fields'];
  return `### Endpoints\n\n${table(head, rowsOf(probeKinds))}\n\n### Channels\n\n${describeChannelKinds()}`;
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

function describeKpiMetrics(): string {
  const dimensions: Readonly<Record<keyof typeof kpiMetrics, string>> = {
    KpiValue: '`Kpi`, or `Kpi`, `Label`',
    KpiBreach: '`Kpi`, `Alert`',
    RefreshFailed: '`Refresh`',
  };
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
      ...listPeopleDefaults(),
    ],
  );
}

function describePanels(): string {
  const rows = panelSchema._zod.def.options.flatMap((option) => {
    const { panel, ...rest } = option._zod.def.shape;
    return panel._zod.def.values.map((name) => [code(name), listCode(Object.keys(rest))]);
  });
  return table(['panel', 'fields'], rows);
}

/** The reference tables of the documentation, from what the code itself reads. */
export function describeReference(): string {
  return `# Reference

Written by \`npm run docs\` from the registries that the code reads; a test fails when it is stale.

## Kinds and their fields

${describeKinds()}

### People, rotations and policies

${describePeople()}

## Defaults

Each may stand in \`defaults\`, in a group or in an endpoint; the innermost wins.

${describeDefaults()}

Databases, KPIs, refreshes, reports, rotations and policies have these:

${describeOtherDefaults()}

## Checks of databases

Each is a metric with the dimension \`Database\`, published where an alarm or a dashboard reads it.

${describeChecks()}

### Recommended alarms

What \`postgres.recommended()\` returns, and what a database has that names no alarms of its own.

${describeRecommended()}

## Panels of dashboards

${describePanels()}

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
