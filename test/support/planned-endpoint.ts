import type { PlannedEndpoint } from '../../shared/plan/plan.ts';
import type { HttpSpec } from '../../shared/probes/http.ts';

/** An HTTP endpoint as the plan holds it; `probe` overrides parts of its probe. */
export function plannedEndpoint(
  id = 'web',
  { probe, ...rest }: Partial<Omit<PlannedEndpoint, 'probe'>> & { readonly probe?: Partial<HttpSpec> } = {},
): PlannedEndpoint & { readonly probe: HttpSpec } {
  return {
    id,
    title: id,
    everySeconds: 60,
    probe: {
      kind: 'http',
      url: `https://${id}.shop.example/health`,
      method: 'GET',
      headers: {},
      followRedirects: 5,
      maxBodyBytes: 1_048_576,
      timeoutMs: 10_000,
      connectTimeoutMs: 5_000,
      retry: { times: 2, delayMs: 200, backoff: 'exponential' },
      allowNetworks: [],
      ipVersion: 'any',
      latency: {},
      ca: [],
      dangerouslySkipTlsVerify: false,
      expect: {},
      ...probe,
    },
    ...rest,
  };
}
