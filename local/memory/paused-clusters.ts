import type { PausedClusters } from '../../shared/ports/paused-clusters.ts';

/** No account, no Aurora: whether a cluster sleeps is not known here. */
export const unknownPauses: PausedClusters = { isPaused: async () => undefined };
