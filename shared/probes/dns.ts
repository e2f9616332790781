import * as z from 'zod/mini';
import { patternField } from '../schema/fields.ts';
import { dnsExpectFields, dnsRecordTypes, hostField } from './expect.ts';
import type { ProbeKind } from './probe.ts';
import { type ConnectionSpec, connectionFields, resolveConnection } from './probe-settings.ts';
import { runDns } from './run-dns.ts';

const fields = {
  ...connectionFields,
  name: hostField(),
  /** Default `A`. */
  type: z.optional(z.enum(dnsRecordTypes)),
  /** The name server to ask, as address and optional port; default: those of the machine. */
  server: z.optional(
    patternField(/^(\d+\.\d+\.\d+\.\d+|\[[0-9a-fA-F:]+\])(:\d{1,5})?$/, 'a name server', '192.0.2.53:53'),
  ),
  expect: z.optional(z.strictObject(dnsExpectFields)),
};

/** A DNS probe as plain data. */
export interface DnsSpec extends ConnectionSpec {
  readonly kind: 'dns';
  readonly name: string;
  readonly type: (typeof dnsRecordTypes)[number];
  readonly server?: string;
  readonly expect: z.output<z.ZodMiniObject<typeof dnsExpectFields>>;
}

/** Asks a name server and judges the records that come back. */
export const dns: ProbeKind<'dns', typeof fields, DnsSpec> = {
  kind: 'dns',
  fields,
  resolve: (input) => ({
    kind: 'dns',
    ...resolveConnection(input),
    name: input.name,
    type: input.type ?? 'A',
    ...(input.server === undefined ? {} : { server: input.server }),
    expect: input.expect ?? {},
  }),
  describeTarget: ({ name, type, server }) => `dns://${server ?? ''}/${name}?type=${type}`,
  seesCertificate: () => false,
  run: runDns,
};
