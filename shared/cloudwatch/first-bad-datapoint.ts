/** `[1.0 (05/01/26 12:06:00), 1.0 (05/01/26 12:05:00)]`: day, month, year, UTC. */
const stamp = /\((\d\d)\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\)/g;

/**
 * When the datapoints began of which a state reason speaks ("Threshold Crossed: 2 out of the last 2 datapoints [...]"), in epoch
 * milliseconds; undefined where it names none. CloudWatch lists those that breach.
 */
export function firstBadDatapoint(stateReason: string): number | undefined {
  if (!stateReason.startsWith('Threshold')) return undefined;
  const moments = [...stateReason.matchAll(stamp)].map(([, day, month, year, hour, minute, second]) =>
    Date.UTC(2000 + Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)),
  );
  return moments.length === 0 ? undefined : Math.min(...moments);
}
