import * as z from 'zod/mini';
import { type DatabaseCheckName, databaseChecks } from '../postgres/checks/registry.ts';
import { type DatabaseTableName, databaseTables } from '../postgres/tables/registry.ts';
import { textField } from '../schema/fields.ts';

const title = z.optional(z.string());
const names = z.optional(z.array(z.string()));
const checkName = z.enum(Object.keys(databaseChecks) as [DatabaseCheckName, ...DatabaseCheckName[]]);
const tableName = z.enum(Object.keys(databaseTables) as [DatabaseTableName, ...DatabaseTableName[]]);

/** One panel of a dashboard. A panel names things of the definition; what it shows of them is decided once, here. */
export const panelSchema = z.discriminatedUnion('panel', [
  /** The state of alarms as tiles: of these endpoints, databases and KPIs, or of all. */
  z.strictObject({ panel: z.literal('status'), title, endpoints: names, databases: names, kpis: names }),
  /** Latency over time, one line per endpoint and location. */
  z.strictObject({ panel: z.literal('latency'), title, endpoints: names }),
  /** Share of probes that were not down, as one number per endpoint. */
  z.strictObject({ panel: z.literal('availability'), title, endpoints: names }),
  /** Days left on certificates. */
  z.strictObject({ panel: z.literal('certificates'), title, endpoints: names }),
  /** The jobs themselves: share of their things with a verdict. */
  z.strictObject({ panel: z.literal('jobs'), title }),
  /** KPIs as one number each. */
  z.strictObject({ panel: z.literal('kpis'), title, kpis: names }),
  /** One KPI over time, with its target; labelled rows are lines of their own. */
  z.strictObject({ panel: z.literal('kpi'), title, kpi: z.string() }),
  /** The labelled rows of one KPI as bars, in the order of its labels. */
  z.strictObject({ panel: z.literal('funnel'), title, kpi: z.string() }),
  /** A check of databases over time, with the thresholds of its alarms. */
  z.strictObject({ panel: z.literal('check'), title, check: checkName, databases: names }),
  /** A check of one database as a gauge, for percentages. */
  z.strictObject({ panel: z.literal('gauge'), title, check: checkName, database: z.string() }),
  /** Times of the functions of one database that have a target, coloured by it. */
  z.strictObject({ panel: z.literal('functions'), title, database: z.string() }),
  /** A table of top-N rows of one database: `slow`, `statements`, `indexes`, `bloat`, ... */
  z.strictObject({ panel: z.literal('table'), title, database: z.string(), table: tableName }),
  /** A text in CloudWatch's markdown. */
  z.strictObject({ panel: z.literal('text'), markdown: textField('a text') }),
]);

export const dashboardField = z.strictObject({
  title: textField('a title'),
  panels: z.array(panelSchema),
});

export type PanelInput = z.input<typeof panelSchema>;
export type DashboardInput = z.input<typeof dashboardField>;
