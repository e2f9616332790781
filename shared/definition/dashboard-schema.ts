import * as z from 'zod/mini';
import { textField } from '../schema/fields.ts';

/** One panel of a dashboard. A panel names things of the definition; what it shows of them is decided once, here. */
export const panelSchema = z.discriminatedUnion('panel', [
  /** The state of alarms as tiles: of these endpoints, or of all. */
  z.strictObject({
    panel: z.literal('status'),
    title: z.optional(z.string()),
    endpoints: z.optional(z.array(z.string())),
  }),
  /** Latency over time, one line per endpoint and location. */
  z.strictObject({
    panel: z.literal('latency'),
    title: z.optional(z.string()),
    endpoints: z.optional(z.array(z.string())),
  }),
  /** Share of probes that were not down, as one number per endpoint. */
  z.strictObject({
    panel: z.literal('availability'),
    title: z.optional(z.string()),
    endpoints: z.optional(z.array(z.string())),
  }),
  /** Days left on certificates. */
  z.strictObject({
    panel: z.literal('certificates'),
    title: z.optional(z.string()),
    endpoints: z.optional(z.array(z.string())),
  }),
  /** The jobs themselves: share of endpoints with a verdict. */
  z.strictObject({ panel: z.literal('jobs'), title: z.optional(z.string()) }),
  /** A text in CloudWatch's markdown. */
  z.strictObject({ panel: z.literal('text'), markdown: textField('a text') }),
]);

export const dashboardField = z.strictObject({
  title: textField('a title'),
  panels: z.array(panelSchema),
});

export type PanelInput = z.input<typeof panelSchema>;
export type DashboardInput = z.input<typeof dashboardField>;
