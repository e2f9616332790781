import type { KpiAlert, KpiSpec } from '../../shared/model/kpi.ts';

/** A KPI in euros from the database `shop`, with what differs. */
export function kpiSpec(differs: Partial<KpiSpec> = {}): KpiSpec {
  return {
    id: 'mrr',
    title: 'MRR',
    unit: 'EUR',
    source: { kind: 'sql', database: 'shop', sql: 'SELECT 1' },
    everySeconds: 900,
    timeoutMs: 5_000,
    timeZone: 'Europe/Zurich',
    better: 'higher',
    measures: 'number',
    labels: [],
    judge: 'lowest',
    noData: 'ignore',
    alerts: [],
    ...differs,
  };
}

/** An alert on a value below 1,000, with what differs. */
export function kpiAlert(differs: Partial<KpiAlert> = {}): KpiAlert {
  return {
    id: `kpi/mrr/${differs.name ?? 'alert'}`,
    name: 'alert',
    severity: 'warning',
    rule: 'below 1,000 EUR',
    condition: { kind: 'compare', operator: '<', threshold: 1_000 },
    ...differs,
  };
}
