import type { Plan, PlannedEndpoint } from '../shared/plan/plan.ts';

/** Part of its real interval that one attempt may take, so that a target that hangs is judged before the next run. */
const attemptShare = 0.8;

/**
 * The plan with timeouts cut to the real time that a run has at a speed: probes and targets know only real time. At speed 20
 * a minute passes in 3 s, and a target that hangs is down after 2.4 s instead of its own 10 s.
 */
export function fitToSpeed(plan: Plan, speed: number): Plan {
  if (speed === 1) return plan;
  return { ...plan, endpoints: plan.endpoints.map((endpoint) => fitEndpoint(endpoint, speed)) };
}

/** The longest that one attempt of a probe may take at a speed, in real milliseconds. */
export function attemptLimitMs(everySeconds: number, speed: number): number {
  return Math.floor((everySeconds * 1000 * attemptShare) / speed);
}

function fitEndpoint(endpoint: PlannedEndpoint, speed: number): PlannedEndpoint {
  const { probe, everySeconds } = endpoint;
  const mostMs = attemptLimitMs(everySeconds, speed);
  const timeoutMs = Math.min(probe.timeoutMs, mostMs);
  const connectTimeoutMs = Math.min(probe.connectTimeoutMs, mostMs);
  return { ...endpoint, probe: { ...probe, timeoutMs, connectTimeoutMs } };
}
