import * as z from 'zod/mini';
import { encodeObjection, field, type Objection, show, textField } from '../schema/fields.ts';
import { isExpectedStatus } from './assertions/status.ts';
import { type HttpExpect, httpExpectFields } from './expect.ts';
import type { ProbeKind } from './probe.ts';
import {
  type authField,
  type ConnectionSpec,
  connectionFields,
  httpFields,
  resolveConnection,
  resolveTls,
  type TextOrSecret,
  type TlsSpec,
  tlsFields,
} from './probe-settings.ts';
import { redactUrl } from './redact.ts';
import { runHttp } from './run-http.ts';

const fields = {
  ...connectionFields,
  ...tlsFields,
  ...httpFields,
  /** Absolute, or relative to `baseUrl`. */
  url: field<string>((value) =>
    typeof value === 'string' && (/^\/(?![/\\])/.test(value) || (/^https?:\/\//i.test(value) && URL.canParse(value)))
      ? undefined
      : {
          message: `${show(value)} is not an http or https address`,
          hint: 'write it like "https://shop.example/health", or "/health" below a baseUrl',
        },
  ),
  method: z.optional(z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])),
  /** Sent as it is; an object is sent as JSON with its content type. */
  body: z.optional(z.union([textField('a body'), z.record(z.string(), z.unknown())])),
  expect: z.optional(
    z.strictObject(httpExpectFields).check((context) => {
      const objection = objectToContradiction(context.value);
      if (objection === undefined) return;
      context.issues.push({ code: 'custom', input: context.value, message: encodeObjection(objection) });
    }),
  ),
};

/** A relative URL is put behind all of its base, path included: `/health` below `https://shop.example/v1` is `/v1/health`. */
function absoluteUrl(url: string, baseUrl: string | undefined): string {
  return new URL(url.startsWith('/') ? `${baseUrl?.replace(/\/+$/, '')}${url}` : url).href;
}

/** A redirect is no other answer as well. */
function objectToContradiction({ redirectTo, status }: HttpExpect): Objection | undefined {
  if (redirectTo === undefined || status === undefined) return undefined;
  const redirects = [301, 302, 303, 307, 308];
  if (redirects.some((code) => isExpectedStatus(status, code))) return undefined;
  return {
    message: `status ${show(status)} is not a redirect, and redirectTo asks for one`,
    hint: 'leave one of them out',
  };
}

/** An HTTP probe as plain data. */
export interface HttpSpec extends ConnectionSpec, TlsSpec {
  readonly kind: 'http';
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, TextOrSecret>>;
  readonly body?: string;
  readonly auth?: z.output<typeof authField>;
  readonly followRedirects: number;
  readonly maxBodyBytes: number;
  readonly expect: HttpExpect;
}

/** Sends one request over a fresh connection, as a new visitor would, and judges the answer. */
export const http: ProbeKind<'http', typeof fields, HttpSpec> = {
  kind: 'http',
  fields,
  resolve(input) {
    const json = typeof input.body === 'object';
    const body = typeof input.body === 'object' ? JSON.stringify(input.body) : input.body;
    return {
      kind: 'http',
      ...resolveConnection(input),
      ...resolveTls(input),
      url: absoluteUrl(input.url, input.baseUrl),
      method: input.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...(json ? { 'content-type': 'application/json' } : {}), ...input.headers },
      ...(body === undefined ? {} : { body }),
      ...(input.auth === undefined ? {} : { auth: input.auth }),
      followRedirects: input.followRedirects,
      maxBodyBytes: input.maxBodyBytes,
      expect: input.expect ?? {},
    };
  },
  describeTarget: (spec) => redactUrl(spec.url),
  seesCertificate: (spec) => spec.url.startsWith('https:'),
  run: runHttp,
};
