import type { EndpointProbeConfig } from '../../shared/plan/endpoint-probe-config.ts';
import { plannedEndpoint } from './planned-endpoint.ts';

/** The configuration of a probe function with these HTTP endpoints in one job of one minute. */
export function probeConfig(endpoints: readonly string[]): EndpointProbeConfig {
  const location = 'eu-central-1';
  return {
    service: 'shop',
    environment: 'prod',
    namespace: 'Watchkeeper/shop/prod',
    location,
    homeRegion: location,
    jobs: [
      {
        kind: 'endpoint-probe',
        id: `endpoint-probe/${location}/1m`,
        function: `endpoint-probe/${location}`,
        everySeconds: 60,
        location,
        endpoints,
      },
    ],
    endpoints: endpoints.map((id) => plannedEndpoint(id)),
    certificates: endpoints,
  };
}
