import { findGaps } from '../shared/alerting/find-gaps.ts';
import { formatMoment } from '../shared/alerting/format-moment.ts';
import type { Plan } from '../shared/plan/plan.ts';

/** How far ahead somebody must be on call. */
const aheadMs = 28 * 86_400_000;

/**
 * Where nobody will be on call for critical alerts within four weeks, one sentence per rotation. The checks of the definition know
 * no clock: a rotation that begins next month has no gap for them.
 */
export function findUncovered(plan: Plan, nowMs: number): readonly string[] {
  const used = usedRotations(plan);
  return plan.rotations.flatMap((rotation) => {
    const { id, timeZone } = rotation;
    const [gap] = used.has(id) ? findGaps(rotation, 'primary', { fromMs: nowMs, toMs: nowMs + aheadMs }) : [];
    if (gap === undefined) return [];
    const [from, until] = [gap.fromMs, gap.untilMs].map((atMs) => formatMoment(atMs, timeZone));
    return [
      `Cannot rely on rotation "${id}" in environment "${plan.environment}": nobody is on call from ${from} until ${until} (${timeZone}), must be covered for the next four weeks`,
    ];
  });
}

/** Rotations that a policy of a critical alert calls. */
function usedRotations({ alarms, routing, policies }: Plan): ReadonlySet<string> {
  const critical = alarms.flatMap(({ id, severity }) =>
    severity === 'critical' ? [routing[id]?.policy ?? severity] : [],
  );
  const receivers = [...new Set(critical)].flatMap(
    (name) => policies[name]?.steps.flatMap(({ notify }) => notify) ?? [],
  );
  return new Set(receivers.flatMap((receiver) => (receiver.kind === 'on-call' ? [receiver.rotation] : [])));
}
