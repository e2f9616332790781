import type { ProbeContext } from '../../shared/probes/probe.ts';
import type { ConnectionSpec } from '../../shared/probes/probe-settings.ts';
import { createResolver } from '../../shared/probes/resolver.ts';
import { createTurnClock } from '../../shared/probes/turn-clock.ts';

/** A context with the real clock and this machine's name servers, and no secrets; a test passes what differs. */
export function probeContext(differs: Partial<ProbeContext> = {}): ProbeContext {
  return {
    resolver: createResolver(),
    secrets: { get: ({ secret }) => Promise.reject(new Error(`Cannot read secret "${secret}": there is none`)) },
    clock: createTurnClock(),
    now: Date.now,
    signal: new AbortController().signal,
    ...differs,
  };
}

/** Connection settings for servers on the loopback addresses, impatient enough for a test. */
export const impatient: ConnectionSpec = {
  timeoutMs: 300,
  connectTimeoutMs: 200,
  retry: { times: 0, delayMs: 0, backoff: 'fixed' },
  allowNetworks: ['loopback'],
  ipVersion: 'any',
  latency: {},
};
