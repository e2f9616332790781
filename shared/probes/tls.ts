import * as z from 'zod/mini';
import { wholeNumberField } from '../schema/fields.ts';
import { hostField } from './expect.ts';
import type { ProbeKind } from './probe.ts';
import {
  type ConnectionSpec,
  connectionFields,
  resolveConnection,
  resolveTls,
  type TlsSpec,
  tlsFields,
} from './probe-settings.ts';
import { runTls } from './run-tls.ts';

const fields = {
  ...connectionFields,
  ...tlsFields,
  host: hostField(),
  /** Default 443. */
  port: z.optional(wholeNumberField(1, 65_535)),
  /** The name asked for and verified; default: the host. */
  serverName: z.optional(hostField()),
};

/** A TLS probe as plain data. */
export interface TlsProbeSpec extends ConnectionSpec, TlsSpec {
  readonly kind: 'tls';
  readonly host: string;
  readonly port: number;
  readonly serverName: string;
}

/** Makes a full handshake and reads the certificate: for mail servers, databases, anything that is not HTTP. */
export const tls: ProbeKind<'tls', typeof fields, TlsProbeSpec> = {
  kind: 'tls',
  fields,
  resolve: (input) => ({
    kind: 'tls',
    ...resolveConnection(input),
    ...resolveTls(input),
    host: input.host,
    port: input.port ?? 443,
    serverName: input.serverName ?? input.host,
  }),
  describeTarget: ({ host, port }) => `tls://${host}:${port}`,
  seesCertificate: () => true,
  run: runTls,
};
