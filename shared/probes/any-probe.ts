import type { Finding, ProbeContext } from './probe.ts';
import { type ProbeSpec, probeKinds } from './registry.ts';

/** One attempt of a probe of any kind. */
export function runProbe(spec: ProbeSpec, context: ProbeContext): Promise<Finding> {
  // The kind of the spec picks the kind that made it, which the compiler cannot follow through a union.
  return probeKinds[spec.kind].run(spec as never, context);
}

/** What a probe of any kind probes, for people: no credentials, no values of query parameters. */
export function describeTarget(spec: ProbeSpec): string {
  return probeKinds[spec.kind].describeTarget(spec as never);
}
