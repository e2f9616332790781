import { Resolver } from 'node:dns';
import { isIPv6 } from 'node:net';
import { breakPhase, concludeAttempt, endPhase, startAttempt } from './attempt.ts';
import { policyFor } from './connection/address-policy.ts';
import type { DnsSpec } from './dns.ts';
import { type DnsAnswer, formatRecords, judgeRecords } from './dns-records.ts';
import { type DnsReply, explainDnsCode, silentCodes } from './dns-reply.ts';
import { armExpiry } from './expiry.ts';
import { badAnswer, runIsOver } from './failure.ts';
import type { Failure, Finding, ProbeContext } from './probe.ts';

/** c-ares asks again after this time; it doubles with every try. */
const tryMs = 1_000;
const tries = 4;

/** Asks a name server for the records of one name and judges them. Time is from the question to the answer. */
export async function runDns(spec: DnsSpec, context: ProbeContext): Promise<Finding> {
  const attempt = startAttempt(context, spec.timeoutMs);
  if (spec.server !== undefined) attempt.trace.address = spec.server;
  const refusal = refuseServer(spec);
  if (refusal !== undefined) return concludeAttempt(attempt, { failure: refusal });

  const reply = await ask(spec, context.signal);
  if ('failure' in reply) {
    breakPhase(attempt, 'dnsMs', attempt.startedAtMs);
    return concludeAttempt(attempt, { failure: reply.failure });
  }
  endPhase(attempt, 'dnsMs', attempt.startedAtMs);
  return concludeAttempt(attempt, { checks: judgeRecords(spec, reply.records, reply.nothing) });
}

/** A name server that the definition names is connected to like any other target: where it is allowed. */
function refuseServer({ server, allowNetworks }: DnsSpec): Failure | undefined {
  if (server === undefined) return undefined;
  const address = addressOf(server);
  const refusal = policyFor(allowNetworks)({ address, family: isIPv6(address) ? 6 : 4 });
  if (refusal === undefined) return undefined;
  const { what, canBeAllowed } = refusal;
  return badAnswer(
    `Not asked: ${address} is ${what}, which ${canBeAllowed ? 'allowNetworks does not list' : 'no probe may connect to'}`,
  );
}

/** The address in `192.0.2.53:53` or `[2001:db8::53]:53`. */
function addressOf(server: string): string {
  return /^\[(.*)\]/.exec(server)?.[1] ?? server.replace(/:\d+$/, '');
}

function ask({ name, type, server, timeoutMs }: DnsSpec, signal: AbortSignal): Promise<DnsReply> {
  const channel = new Resolver({ timeout: Math.min(tryMs, timeoutMs), tries });
  if (server !== undefined) channel.setServers([server]);
  let alive = false;
  // Half way without an answer: a name server that knows the root, but not this name, is not what failed.
  const knock = setTimeout(
    () => channel.resolveNs('.', (error) => (alive = !silentCodes.has(error?.code ?? ''))),
    timeoutMs / 2,
  );

  const { promise, resolve } = Promise.withResolvers<DnsReply>();
  const disarm = armExpiry({ limitMs: timeoutMs, signal }, (expiry) =>
    resolve(expiry === 'aborted' ? { failure: runIsOver } : explain('ETIMEOUT')),
  );
  const explain = (code: string): DnsReply => explainDnsCode(code, { name, type, server, timeoutMs, alive });
  channel.resolve(name, type, (error, answer) =>
    resolve(
      error === null
        ? { records: formatRecords(answer as DnsAnswer), nothing: '' }
        : explain(error.code ?? error.message),
    ),
  );
  return promise.finally(() => {
    disarm();
    clearTimeout(knock);
    channel.cancel();
  });
}
