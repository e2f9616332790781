import * as z from 'zod/mini';
import { durationMs } from '../model/duration.ts';
import { isSecretRef, type SecretRef } from '../model/secret-ref.ts';
import { durationField, field, show, textField, wholeNumberField } from '../schema/fields.ts';
import { secretField } from '../schema/secret-field.ts';
import { parseNetwork } from './networks.ts';

/** A text, or a reference to a secret that is read when the probe runs. */
export type TextOrSecret = string | SecretRef;

const textOrSecretField = (what: string) =>
  field<TextOrSecret>((value) =>
    (typeof value === 'string' && !/[\r\n\0]/.test(value)) || isSecretRef(value)
      ? undefined
      : { message: `${show(value)} is not ${what}`, hint: "write a text of one line, or secret('name')" },
  );

/** How a request proves who sends it. Values that must stay secret are references. */
export const authField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('basic'), username: textField('a user name'), password: secretField() }),
  z.strictObject({ kind: z.literal('bearer'), token: secretField() }),
  z.strictObject({ kind: z.literal('api-key'), header: textField('a header name'), value: secretField() }),
]);

/** A certificate authority to trust besides the public ones: PEM text, or a file read at deploy and at start. */
export type CertificateAuthority = string | { readonly file: string };

const caField = field<CertificateAuthority>((value) =>
  (typeof value === 'string' && value.includes('-----BEGIN CERTIFICATE-----')) ||
  (typeof value === 'object' && value !== null && typeof (value as { file?: unknown }).file === 'string')
    ? undefined
    : {
        message: `${show(value)} is not a certificate authority`,
        hint: 'write its PEM text, or { file: "path/to/ca.pem" }',
      },
);

const networkField = field<string>((value) =>
  typeof value === 'string' && parseNetwork(value) !== undefined
    ? undefined
    : {
        message: `${show(value)} is not a network`,
        hint: 'write "loopback", "private" or a range such as "10.20.0.0/16"',
      },
);

/** How every kind of probe connects, tries again and judges time. */
export const connectionFields = {
  /** Total time for one attempt, redirects included. */
  timeout: z.optional(durationField({ min: '100ms', max: '1m' })),
  /** Time to have a connection, TLS handshake included, per hop. */
  connectTimeout: z.optional(durationField({ min: '50ms', max: '1m' })),
  /** On network errors only; the run's interval bounds it. */
  retry: z.optional(
    z.strictObject({
      times: z.optional(wholeNumberField(0, 10)),
      delay: z.optional(durationField({ max: '30s' })),
      backoff: z.optional(z.enum(['fixed', 'exponential'])),
    }),
  ),
  /** Ranges besides the public internet that may be connected to; link-local and metadata addresses never may. */
  allowNetworks: z.optional(z.array(networkField)),
  ipVersion: z.optional(z.enum(['any', '4', '6'])),
  /** Total time above which the endpoint counts as degraded, and as down. */
  latency: z.optional(
    z.strictObject({
      degraded: z.optional(durationField({ min: '1ms' })),
      failed: z.optional(durationField({ min: '1ms' })),
    }),
  ),
};

/** How kinds that speak TLS verify the other side. */
export const tlsFields = {
  ca: z.optional(z.union([caField, z.array(caField)])),
  /** Accepts any certificate; its expiry is still watched. For test systems. */
  dangerouslySkipTlsVerify: z.optional(z.boolean()),
};

/** What HTTP requests of a whole group have in common. */
export const httpFields = {
  headers: z.optional(z.record(z.string(), textOrSecretField('a header value'))),
  auth: z.optional(authField),
  /** How many redirects are followed; 0 follows none. Auth headers stay with the origin they were written for. */
  followRedirects: z.optional(wholeNumberField(0, 20)),
  /** How much of a body is read; the rest is not. */
  maxBodyBytes: z.optional(wholeNumberField(0, 16 * 1024 * 1024)),
  /** What relative URLs of endpoints start with. */
  baseUrl: z.optional(
    field<string>((value) =>
      typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value)
        ? undefined
        : { message: `${show(value)} is not an http or https address`, hint: 'write it like "https://shop.example"' },
    ),
  ),
};

/** What applies where the definition says nothing. The only place where probe defaults stand. */
export const probeDefaults = {
  timeout: '10s',
  connectTimeout: '5s',
  retry: { times: 2, delay: '200ms', backoff: 'exponential' },
  allowNetworks: [],
  ipVersion: 'any',
  latency: {},
  dangerouslySkipTlsVerify: false,
  headers: {},
  followRedirects: 5,
  maxBodyBytes: 1024 * 1024,
} as const;

type Filled = {
  readonly retry: { readonly times: number; readonly delay: string; readonly backoff: 'fixed' | 'exponential' };
};

/** `T` after the cascade: what has a product default is there. */
export type Settled<T> = Omit<T, keyof typeof probeDefaults> & {
  readonly [K in keyof T & keyof typeof probeDefaults]-?: K extends keyof Filled ? Filled[K] : Exclude<T[K], undefined>;
};

/** The settings that every probe runs with, as plain numbers. */
export interface ConnectionSpec {
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly retry: { readonly times: number; readonly delayMs: number; readonly backoff: 'fixed' | 'exponential' };
  readonly allowNetworks: readonly string[];
  readonly ipVersion: 'any' | '4' | '6';
  readonly latency: { readonly degradedMs?: number; readonly failedMs?: number };
}

/** The settings of probes that speak TLS. */
export interface TlsSpec {
  readonly ca: readonly CertificateAuthority[];
  readonly dangerouslySkipTlsVerify: boolean;
}

/** The connection part of a resolved endpoint. */
export function resolveConnection(input: Settled<z.output<z.ZodMiniObject<typeof connectionFields>>>): ConnectionSpec {
  const { degraded, failed } = input.latency;
  return {
    timeoutMs: durationMs(input.timeout),
    connectTimeoutMs: Math.min(durationMs(input.connectTimeout), durationMs(input.timeout)),
    retry: { times: input.retry.times, delayMs: durationMs(input.retry.delay), backoff: input.retry.backoff },
    allowNetworks: input.allowNetworks,
    ipVersion: input.ipVersion,
    latency: {
      ...(degraded === undefined ? {} : { degradedMs: durationMs(degraded) }),
      ...(failed === undefined ? {} : { failedMs: durationMs(failed) }),
    },
  };
}

/** The TLS part of a resolved endpoint. */
export function resolveTls(input: Settled<z.output<z.ZodMiniObject<typeof tlsFields>>>): TlsSpec {
  const ca = input.ca === undefined ? [] : Array.isArray(input.ca) ? input.ca : [input.ca];
  return { ca, dangerouslySkipTlsVerify: input.dangerouslySkipTlsVerify };
}
