import type { ResolvedEndpoint } from '../definition/resolve-endpoints.ts';
import { formatDuration } from '../model/duration.ts';
import { functionIds } from './names.ts';
import type { PlannedJob } from './plan.ts';

/** One job per location and interval: a batch costs what one endpoint costs. */
export function planJobs(endpoints: readonly ResolvedEndpoint[], locations: readonly string[]): readonly PlannedJob[] {
  const intervals = [...new Set(endpoints.map(({ everySeconds }) => everySeconds))].sort((a, b) => a - b);
  return locations.flatMap((location) =>
    intervals.map((everySeconds) => ({
      id: `endpoint-probe/${location}/${formatDuration(everySeconds * 1_000)}`,
      function: functionIds.endpointProbe(location),
      everySeconds,
      location,
      endpoints: endpoints.filter((endpoint) => endpoint.everySeconds === everySeconds).map(({ id }) => id),
    })),
  );
}
