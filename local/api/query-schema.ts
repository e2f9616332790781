import * as z from 'zod/mini';
import type { MetricsQuery } from './types.ts';

/** What one query may ask for at most: the limits of CloudWatch's GetMetricData. */
export const queryLimits = { queries: 500, datapoints: 100_800 } as const;

const common = {
  id: z.string().check(z.regex(/^[a-z][A-Za-z0-9_]*$/)),
  visible: z.optional(z.boolean()),
  label: z.optional(z.string()),
};

const metricId = z.strictObject({
  namespace: z.string(),
  name: z.string(),
  dimensions: z.record(z.string(), z.string()),
});

const querySchema = z.strictObject({
  fromMs: z.int(),
  toMs: z.int(),
  periodSeconds: z.int().check(z.positive()),
  queries: z
    .array(
      z.union([
        z.strictObject({ ...common, metric: metricId, stat: z.string() }),
        z.strictObject({ ...common, expression: z.string() }),
      ]),
    )
    .check(z.minLength(1), z.maxLength(queryLimits.queries)),
});

/** Reads the body of POST /api/metrics/query, or says what is wrong with it. */
export function readMetricsQuery(body: unknown): { readonly query: MetricsQuery } | { readonly problem: string } {
  const parsed = querySchema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return {
      problem: `Cannot query metrics: "${issue?.path.join('.')}" is wrong (${issue?.code}), must be as docs/local-api.md says`,
    };
  }
  const { fromMs, toMs, periodSeconds, queries } = parsed.data;
  if (toMs <= fromMs) return { problem: 'Cannot query metrics: "toMs" is not after "fromMs", must be' };
  const ids = new Set(queries.map(({ id }) => id));
  if (ids.size < queries.length) return { problem: 'Cannot query metrics: two queries share an id, must be unique' };
  const datapoints = Math.ceil((toMs - fromMs) / (periodSeconds * 1000)) * queries.length;
  if (datapoints > queryLimits.datapoints) {
    return {
      problem: `Cannot query metrics: ${datapoints} datapoints are asked for, must be at most ${queryLimits.datapoints}`,
    };
  }
  return { query: parsed.data as MetricsQuery };
}
