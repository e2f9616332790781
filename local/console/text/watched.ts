import type { DatabaseView, EndpointView, KpiView, RefreshView } from '../../api/types.ts';

/** What alarms speak about: where titles and reasons come from. */
export interface Watched {
  readonly endpoints: readonly EndpointView[];
  readonly databases: readonly DatabaseView[];
  readonly kpis: readonly KpiView[];
  readonly refreshes: readonly RefreshView[];
}
