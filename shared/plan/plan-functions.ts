import type { ResolvedEndpoint } from '../definition/resolve-endpoints.ts';
import { listSecretRefs } from '../model/secret-ref.ts';
import { functionIds, functionName } from './names.ts';
import type { PlannedFunction, PlannedJob } from './plan.ts';

/** Lambda gives CPU in proportion to memory (a full one at 1,769 MB), and a probe's own delay must stay small. */
function probeMemoryMb(endpoints: number): number {
  if (endpoints <= 50) return 256;
  return endpoints <= 300 ? 512 : 1_024;
}

/** A lost run says nothing after an hour, and its alarm then ends by itself; a lost alert stays as long as SQS keeps it. */
const deadLetterRetention = { run: 3_600, alert: 14 * 86_400 } as const;

interface FunctionNeeds {
  readonly scope: string;
  readonly region: string;
  readonly endpoints: readonly ResolvedEndpoint[];
  readonly jobs: readonly PlannedJob[];
  /** Channels as plain data: the router reads their secrets. */
  readonly channels: unknown;
  readonly reserveConcurrency: boolean;
}

/** One probe function per location, and the router. */
export function planFunctions(needs: FunctionNeeds): readonly PlannedFunction[] {
  const { scope, region, endpoints, jobs, channels, reserveConcurrency } = needs;
  const locations = [...new Set(jobs.map(({ location }) => location))];
  const probes = locations.map((location): PlannedFunction => {
    const local = jobs.filter((job) => job.location === location);
    return {
      id: functionIds.endpointProbe(location),
      kind: 'endpoint-probe',
      name: functionName(scope, 'endpoint-probe'),
      region: location,
      memoryMb: probeMemoryMb(Math.max(...local.map((job) => job.endpoints.length))),
      timeoutSeconds: 60,
      // One run per job, and one by hand.
      ...(reserveConcurrency ? { reservedConcurrency: local.length + 1 } : {}),
      deadLetterRetentionSeconds: deadLetterRetention.run,
      secrets: listSecretRefs(endpoints.map(({ probe }) => probe)),
    };
  });
  const router: PlannedFunction = {
    id: functionIds.alertRouter,
    kind: 'alert-router',
    name: functionName(scope, 'alert-router'),
    region,
    memoryMb: 256,
    timeoutSeconds: 60,
    // An alarm storm must not be throttled, but it must not open a thousand connections to Slack either.
    ...(reserveConcurrency ? { reservedConcurrency: 10 } : {}),
    deadLetterRetentionSeconds: deadLetterRetention.alert,
    secrets: listSecretRefs(channels),
  };
  return [...probes, router];
}
