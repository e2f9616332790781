import { durationMs } from '../model/duration.ts';
import type { DigestSchedule, Policy, Receiver } from '../model/policy.ts';
import { minuteOf } from './calendar-settings.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { type PolicyInput, policyDefaults, type ReceiverInput } from './people-settings.ts';

/** A receiver as plain data. */
export function resolveReceiver(input: ReceiverInput): Receiver {
  if (typeof input === 'string') return { kind: 'channel', channel: input };
  const by = input.by === undefined ? {} : { by: input.by };
  if ('person' in input) return { kind: 'person', person: input.person, ...by };
  if ('team' in input) return { kind: 'team', team: input.team, ...by };
  return { kind: 'on-call', rotation: input.onCall, role: input.role ?? 'primary', ...by };
}

type DigestInput = Extract<PolicyInput, { readonly digest: unknown }>['digest'];

function resolveDigest(digest: DigestInput, timeZone: string): DigestSchedule {
  if (digest.every === 'hour') return { every: 'hour', atMinute: digest.at ?? 0, timeZone };
  const atMinute = minuteOf(digest.at ?? policyDefaults.digestAt);
  if (digest.every === 'day') return { every: 'day', atMinute, timeZone };
  return { every: 'week', on: digest.on ?? policyDefaults.digestOn, atMinute, timeZone };
}

function resolvePolicy(name: string, input: PolicyInput, definition: DefinitionInput): Policy {
  if (Array.isArray(input)) {
    const steps = input.length === 0 ? [] : [{ afterMs: 0, notify: input.map(resolveReceiver) }];
    return withFailover({ name, steps, recoveryMs: durationMs(policyDefaults.recovery) }, definition);
  }
  const { recovery, respondWithin } = input;
  const common = {
    name,
    recoveryMs: durationMs(recovery ?? policyDefaults.recovery),
    ...(respondWithin === undefined ? {} : { respondWithinMs: durationMs(respondWithin) }),
  };
  if ('digest' in input) {
    const digest = resolveDigest(input.digest, definition.timeZone);
    return withFailover(
      { ...common, digest, steps: [{ afterMs: 0, notify: input.notify.map(resolveReceiver) }] },
      definition,
    );
  }
  const { steps, repeat, holdUntil, failover } = input;
  const policy = {
    ...common,
    steps: steps.map(({ after, notify, during }) => ({
      afterMs: durationMs(after ?? '0s'),
      notify: notify.map(resolveReceiver),
      ...(during === undefined ? {} : { during }),
    })),
    ...(repeat === undefined ? {} : { repeatMs: durationMs(repeat) }),
    ...(holdUntil === undefined ? {} : { holdUntil }),
  };
  return failover === undefined ? withFailover(policy, definition) : { ...policy, failover };
}

/** Where nothing else is written, the other channels of the policy take over, and at last the backstop. */
function withFailover(policy: Omit<Policy, 'failover'>, { backstop }: DefinitionInput): Policy {
  const named = policy.steps.flatMap(({ notify }) =>
    notify.flatMap((receiver) => (receiver.kind === 'channel' ? [receiver.channel] : [])),
  );
  return { ...policy, failover: [...new Set([...named, ...backstop])] };
}

/** Every policy by name, those of the severities among them. */
export function resolvePolicies(definition: DefinitionInput): Readonly<Record<string, Policy>> {
  return Object.fromEntries(
    Object.entries(definition.policies).map(([name, input]) => [name, resolvePolicy(name, input, definition)]),
  );
}
