import * as z from 'zod/mini';
import { textField, wholeNumberField } from '../schema/fields.ts';
import { hostField, tcpExpectFields } from './expect.ts';
import type { ProbeKind } from './probe.ts';
import { type ConnectionSpec, connectionFields, resolveConnection } from './probe-settings.ts';
import { runTcp } from './run-tcp.ts';

const fields = {
  ...connectionFields,
  host: hostField(),
  port: wholeNumberField(1, 65_535),
  /** Sent after connecting, e.g. `"PING\r\n"`. */
  send: z.optional(textField('a text to send')),
  expect: z.optional(z.strictObject(tcpExpectFields)),
};

/** A TCP probe as plain data. */
export interface TcpSpec extends ConnectionSpec {
  readonly kind: 'tcp';
  readonly host: string;
  readonly port: number;
  readonly send?: string;
  readonly expect: z.output<z.ZodMiniObject<typeof tcpExpectFields>>;
}

/** Connects, and where asked sends a line and reads the answer's first bytes. */
export const tcp: ProbeKind<'tcp', typeof fields, TcpSpec> = {
  kind: 'tcp',
  fields,
  resolve: (input) => ({
    kind: 'tcp',
    ...resolveConnection(input),
    host: input.host,
    port: input.port,
    ...(input.send === undefined ? {} : { send: input.send }),
    expect: input.expect ?? {},
  }),
  describeTarget: ({ host, port }) => `tcp://${host}:${port}`,
  seesCertificate: () => false,
  run: runTcp,
};
