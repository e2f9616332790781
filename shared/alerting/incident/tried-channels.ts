import type { Incident } from '../../model/incident.ts';

/** Every channel that was told of an incident, is being told, or could not be told. */
export function triedChannels({ told, tells, timeline }: Incident): ReadonlySet<string> {
  return new Set([
    ...Object.keys(told),
    ...tells.map(({ channel }) => channel),
    ...timeline.flatMap((entry) => (entry.what === 'told' ? [entry.channel] : [])),
  ]);
}
