import { concludeAttempt, startAttempt } from './attempt.ts';
import { connect } from './connection/connect.ts';
import { isFailure } from './failure.ts';
import type { Finding, ProbeContext } from './probe.ts';
import { normalizeHostname } from './resolver.ts';
import type { TlsProbeSpec } from './tls.ts';

/** Makes a full handshake and reads the certificate; nothing is sent over the connection. */
export async function runTls(spec: TlsProbeSpec, context: ProbeContext): Promise<Finding> {
  const attempt = startAttempt(context, spec.timeoutMs);
  const tls = { ...spec, serverName: normalizeHostname(spec.serverName) };
  const link = await connect({ hostname: spec.host, port: spec.port, rules: spec, tls }, attempt);
  if (isFailure(link)) return concludeAttempt(attempt, { failure: link });
  link.finish();
  return concludeAttempt(attempt, {});
}
