import { isSecretRef, listSecretRefs, type SecretRef } from '../model/secret-ref.ts';
import { createRequest, type HeaderField, type HttpRequest, objectToField } from './exchange/request.ts';
import { armExpiry } from './expiry.ts';
import { isFailure, ownFault, runIsOver } from './failure.ts';
import type { HttpSpec } from './http.ts';
import type { Failure, ProbeContext } from './probe.ts';

/** A request with its secrets in it, and what must therefore not be shown. */
export interface PreparedRequest {
  readonly request: HttpRequest;
  readonly secretValues: readonly string[];
}

/** Headers that prove who sends them, secret or not. */
const confidentialNames: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** Requests without secrets: they stay the same for every run. */
const unchanging = new WeakMap<HttpSpec, PreparedRequest>();

/** Reads the secrets of a probe and puts its request together; a secret that cannot be had is our own fault. */
export async function prepareRequest(spec: HttpSpec, context: ProbeContext): Promise<PreparedRequest | Failure> {
  const known = unchanging.get(spec);
  if (known !== undefined) return known;
  const refs = listSecretRefs([spec.headers, spec.auth]);
  const values = await readSecrets(refs, spec.timeoutMs, context);
  if (isFailure(values)) return values;
  const prepared = buildRequest(spec, values);
  if (refs.length === 0 && !isFailure(prepared)) unchanging.set(spec, prepared);
  return prepared;
}

type SecretValues = ReadonlyMap<string, string>;

const nameOf = ({ secret, from = 'parameter-store' }: SecretRef): string => `${from} ${secret}`;

async function readSecrets(
  refs: readonly SecretRef[],
  limitMs: number,
  { secrets, signal }: ProbeContext,
): Promise<SecretValues | Failure> {
  const { promise: expired, resolve } = Promise.withResolvers<Failure>();
  const disarm = armExpiry({ limitMs, signal }, (expiry) =>
    resolve(
      expiry === 'aborted' ? runIsOver : ownFault('A secret of this probe was not read in time', { retryable: true }),
    ),
  );
  const read = Promise.all(refs.map(async (ref) => [nameOf(ref), await secrets.get(ref)] as const)).then(
    (entries) => new Map(entries),
    (error: Error) => ownFault(error.message, { retryable: true }),
  );
  return Promise.race([read, expired]).finally(disarm);
}

function buildRequest(spec: HttpSpec, values: SecretValues): PreparedRequest | Failure {
  const { method, headers, auth, body } = spec;
  const reveal = (value: string | SecretRef): string =>
    isSecretRef(value) ? (values.get(nameOf(value)) ?? '') : value;
  const fields = Object.entries(headers).map(
    ([name, value]): HeaderField => ({
      name,
      value: reveal(value),
      isConfidential: isSecretRef(value) || confidentialNames.has(name.toLowerCase()),
    }),
  );
  if (auth !== undefined) fields.push(formatAuth(auth, reveal));
  const objection = fields.map(objectToField).find((problem) => problem !== undefined);
  if (objection !== undefined) return ownFault(objection);
  return {
    request: createRequest({ method, url: new URL(spec.url), fields, ...(body === undefined ? {} : { body }) }),
    secretValues:
      values.size === 0
        ? []
        : [...values.values(), ...fields.filter(isEncoded).map(({ value }) => value.slice('Basic '.length))],
  };
}

/** Basic credentials hide a password only from people. */
const isEncoded = ({ value, isConfidential }: HeaderField): boolean => isConfidential && value.startsWith('Basic ');

function formatAuth(auth: NonNullable<HttpSpec['auth']>, reveal: (ref: SecretRef) => string): HeaderField {
  switch (auth.kind) {
    case 'basic': {
      const credentials = Buffer.from(`${auth.username}:${reveal(auth.password)}`, 'utf8').toString('base64');
      return { name: 'authorization', value: `Basic ${credentials}`, isConfidential: true };
    }
    case 'bearer':
      return { name: 'authorization', value: `Bearer ${reveal(auth.token)}`, isConfidential: true };
    case 'api-key':
      return { name: auth.header, value: reveal(auth.value), isConfidential: true };
  }
}
