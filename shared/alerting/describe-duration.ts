const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A length of time for people, in its two largest units: `12 minutes`, `1 hour 5 minutes`, `less than a second`. */
export function describeDuration(ms: number): string {
  const first = units.findIndex(([, unitMs]) => ms >= unitMs);
  if (first === -1) return 'less than a second';
  const parts: string[] = [];
  let restMs = ms;
  for (const [name, unitMs] of units.slice(first, first + 2)) {
    const count = Math.floor(restMs / unitMs);
    restMs -= count * unitMs;
    // Nobody needs the seconds of an outage of minutes.
    if (count > 0 && !(name === 'second' && parts.length > 0)) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.join(' ');
}
