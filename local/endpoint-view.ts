import type { PlannedAlarm } from '../shared/model/alarm.ts';
import type { PlannedEndpoint } from '../shared/plan/plan.ts';
import { describeTarget } from '../shared/probes/any-probe.ts';
import type { EndpointView } from './api/types.ts';
import type { ResultStore } from './memory/result-store.ts';

/** How many results an endpoint's own page shows: a day of one-minute results. */
export const resultsOnPage = 1_440;

/** How many results each endpoint shows in a list: 30, and fewer where many endpoints would make the answer large. */
export function resultsInList(endpoints: number): number {
  return Math.max(1, Math.min(30, Math.floor(3_000 / Math.max(1, endpoints))));
}

/** One endpoint with its newest results. */
export function viewEndpoint(
  endpoint: PlannedEndpoint,
  {
    results,
    alarms,
    count,
  }: { readonly results: ResultStore; readonly alarms: readonly string[]; readonly count: number },
): EndpointView {
  const { id, title, group, everySeconds, runbook, probe } = endpoint;
  const newest = results.newest(id, count);
  const latest = newest.at(-1);
  const verdicts = results.verdicts(id);
  return {
    id,
    title,
    ...(group === undefined ? {} : { group }),
    kind: probe.kind,
    target: describeTarget(probe),
    everySeconds,
    ...(runbook === undefined ? {} : { runbook }),
    outcome: latest?.outcome ?? 'pending',
    ...(latest === undefined ? {} : { latest }),
    ...(verdicts.all === 0 ? {} : { availabilityPercent: ((verdicts.all - verdicts.down) / verdicts.all) * 100 }),
    results: newest,
    alarms,
  };
}

/** Ids of the alarms that speak about each endpoint, by endpoint id. */
export function alarmsByEndpoint(alarms: readonly PlannedAlarm[]): ReadonlyMap<string, readonly string[]> {
  const byEndpoint = new Map<string, string[]>();
  for (const { id, subject } of alarms) {
    if (subject.kind !== 'endpoint') continue;
    byEndpoint.set(subject.endpoint, [...(byEndpoint.get(subject.endpoint) ?? []), id]);
  }
  return byEndpoint;
}
