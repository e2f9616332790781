import { formatDuration } from '../model/duration.ts';
import { maxLookBackSeconds } from './alarm-periods.ts';
import type { Problem } from './explain-issue.ts';
import { type PlacedEndpoint, type ResolvedEndpoint, resolveEndpoint } from './resolve-endpoints.ts';

function checkLatency({ path, probe }: ResolvedEndpoint): readonly Problem[] {
  const { degradedMs, failedMs } = probe.latency;
  const at = `${path}.latency`;
  if (degradedMs !== undefined && failedMs !== undefined && degradedMs >= failedMs) {
    const message = `degraded (${formatDuration(degradedMs)}) is not below failed (${formatDuration(failedMs)})`;
    return [{ path: at, message, hint: 'degraded comes first, failed is worse' }];
  }
  const highest = failedMs ?? degradedMs;
  if (highest === undefined || highest < probe.timeoutMs) return [];
  const hint = `the timeout ends the probe after ${formatDuration(probe.timeoutMs)}`;
  return [{ path: at, message: `${formatDuration(highest)} can never be measured`, hint }];
}

function checkTimeout({ path, everySeconds, probe }: ResolvedEndpoint): readonly Problem[] {
  if (probe.timeoutMs < everySeconds * 1_000) return [];
  const message = `${formatDuration(probe.timeoutMs)} is not shorter than the interval of ${formatDuration(everySeconds * 1_000)}`;
  return [{ path: `${path}.timeout`, message, hint: 'a run must be over before the next one starts' }];
}

function checkLadder({ path, alarms }: ResolvedEndpoint): readonly Problem[] {
  const days = alarms.certificate.map(({ daysLeft }) => daysLeft);
  const twice = days.find((day, index) => days.indexOf(day) !== index);
  if (twice === undefined) return [];
  return [
    {
      path: `${path}.alarms.certificate`,
      message: `${twice} days stands twice`,
      hint: 'write one step per number of days',
    },
  ];
}

function checkLookBack({ path, everySeconds, alarms }: ResolvedEndpoint): readonly Problem[] {
  const maxSeconds = maxLookBackSeconds(everySeconds);
  return (['down', 'slow'] as const).flatMap((aspect) => {
    const periods = alarms[aspect]?.n ?? 0;
    if (periods * everySeconds <= maxSeconds) return [];
    const message = `${periods} periods of ${formatDuration(everySeconds * 1_000)} are more than CloudWatch looks back`;
    return [
      {
        path: `${path}.alarms.${aspect}.when`,
        message,
        hint: `the most is "${formatDuration(maxSeconds * 1_000)}" in all`,
      },
    ];
  });
}

/** What contradicts itself in one endpoint, its inherited settings included. */
export function checkEndpoint(placed: PlacedEndpoint): readonly Problem[] {
  const { path, endpoint, layers } = placed;
  const hasBase = [...layers, endpoint].some((layer) => 'baseUrl' in layer && layer.baseUrl !== undefined);
  if (endpoint.kind === 'http' && endpoint.url.startsWith('/') && !hasBase) {
    const message = `"${endpoint.url}" is relative, but there is no baseUrl`;
    return [
      { path: `${path}.url`, message, hint: 'write the whole address, or a baseUrl in the group or the defaults' },
    ];
  }
  const resolved = resolveEndpoint(placed);
  return [checkLatency, checkTimeout, checkLadder, checkLookBack].flatMap((check) => check(resolved));
}
