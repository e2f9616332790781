/**
 * The verdict on one endpoint. `degraded` answers, but worse than agreed. `unknown` means that the probe itself failed
 * (no network here, a missing secret, our own bug, out of time): it says nothing about the target and never blames it.
 */
export const outcomes = ['up', 'degraded', 'down', 'unknown'] as const;

export type Outcome = (typeof outcomes)[number];

/** Where the time of one probe went, in milliseconds of a monotonic clock, summed over redirect hops. */
export interface Phases {
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the last byte of the request to the first byte of the answer. */
  readonly waitMs?: number;
  readonly transferMs?: number;
  readonly totalMs: number;
}

/** One statement about the answer and whether it held. */
export interface CheckResult {
  /** The assertion's kind, e.g. `status`, `body`, `latency`. */
  readonly check: string;
  readonly level: 'passed' | 'degraded' | 'failed';
  /** Both redacted and shortened for a message, e.g. expected `status 200`, actual `status 503`. */
  readonly expected: string;
  readonly actual: string;
}

/** What a probe learned about the server's certificate. */
export interface CertificateInfo {
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Days until `validTo`, with a fraction; negative once expired. */
  readonly daysLeft: number;
}

/** The result of probing one endpoint once, retries included. Plain JSON: this is the log line and the evidence. */
export interface ProbeResult {
  readonly endpoint: string;
  readonly kind: string;
  readonly location: string;
  /** What was probed, redacted, e.g. `https://shop.example/health`. */
  readonly target: string;
  readonly outcome: Outcome;
  /** One sentence that a person woken at night understands. */
  readonly reason: string;
  readonly checks: readonly CheckResult[];
  readonly phases: Phases;
  /** Upper bound of the part of `phases.totalMs` that this process, not the target, may have caused. */
  readonly errorBoundMs: number;
  /** 1 when the first attempt decided. */
  readonly attempts: number;
  /** The remote address that was connected to. */
  readonly address?: string;
  readonly statusCode?: number;
  readonly certificate?: CertificateInfo;
  /** Redirect hops taken, redacted. */
  readonly redirects?: readonly string[];
  readonly bodyBytes?: number;
  readonly bodyTruncated?: boolean;
  /** Epoch milliseconds at the start of the first attempt. */
  readonly startedAtMs: number;
}
