import type * as z from 'zod/mini';
import type { ProbeResult } from '../model/probe-result.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Settled } from './probe-settings.ts';
import type { Resolver } from './resolver.ts';
import type { TurnClock } from './turn-clock.ts';

/** What a probe may use of the world around it. Everything is an argument, so that tests and both runtimes compose it. */
export interface ProbeContext {
  readonly resolver: Resolver;
  readonly secrets: Secrets;
  /** Monotonic time, stamped once per event-loop turn. */
  readonly clock: TurnClock;
  /** Wall-clock epoch milliseconds, for certificates and stamps. */
  readonly now: () => number;
  /** Aborted when the run is out of time; a probe then answers `unknown` at once. */
  readonly signal: AbortSignal;
}

/** Why no usable answer came. */
export interface Failure {
  /** One sentence for people, e.g. `Connection refused by 192.0.2.7:443`. */
  readonly reason: string;
  /** `probe`: our own fault or surroundings (no network here, a missing secret, out of time); never the target's. */
  readonly blame: 'target' | 'probe';
  /** True where trying again may help: the network failed, not an agreement. */
  readonly retryable: boolean;
}

/** What one attempt learned. The verdict (latency, certificate, outcome, reason) is made of it in `conclude`. */
export interface Finding
  extends Pick<
    ProbeResult,
    | 'checks'
    | 'phases'
    | 'errorBoundMs'
    | 'address'
    | 'statusCode'
    | 'certificate'
    | 'redirects'
    | 'bodyBytes'
    | 'bodyTruncated'
  > {
  readonly failure?: Failure;
}

/** The fields of one kind in the user's file, as a zod shape. */
export type Fields = Readonly<Record<string, z.core.$ZodType>>;

/** The fields of one kind after the cascade: checked, with every product default filled in. */
export type SettledFields<Shape extends Fields> = Settled<z.output<z.ZodMiniObject<Shape>>>;

/**
 * One kind of probe: what the user may write, what becomes of it, and how it runs. A new kind is one such object in one
 * file, and one line in the registry.
 */
export interface ProbeKind<Kind extends string, Shape extends Fields, Spec extends { readonly kind: Kind }> {
  readonly kind: Kind;
  /** What the user may write for this kind, next to the fields that every endpoint has. */
  readonly fields: Shape;
  /** From the user's fields to the plain data that the probe runs on. */
  resolve(input: SettledFields<Shape>): Spec;
  /** What is probed, for people: an address without credentials and without the values of query parameters. */
  describeTarget(spec: Spec): string;
  /** True where the probe sees a certificate, so that an expiry alarm makes sense. */
  seesCertificate(spec: Spec): boolean;
  /** One attempt. Never rejects for what the target does: a rejection is a bug of ours and becomes `unknown`. */
  run(spec: Spec, context: ProbeContext): Promise<Finding>;
}
