import { useStore, useZonedTime } from '../state/use-store.ts';
import { formatAgo, formatSpan } from '../text/format.ts';

interface Moment {
  readonly atMs: number;
}

/** `12 s ago`, kept current; the full moment is its title. */
export function Ago({ atMs }: Moment) {
  return <Time atMs={atMs} text={formatAgo(atMs, useStore().nowMs.value)} />;
}

/** `14:23:07`, with the day where it is not today. */
export function At({ atMs }: Moment) {
  return <Time atMs={atMs} text={useZonedTime().moment(atMs, useStore().nowMs.value)} />;
}

/** `since 14:16:00 (4 min 12 s)`, kept current; `over` where the beginning is not known. */
export function Since({ atMs, atLeast = false }: Moment & { readonly atLeast?: boolean }) {
  const nowMs = useStore().nowMs.value;
  const span = `${atLeast ? 'over ' : ''}${formatSpan(nowMs - atMs)}`;
  return (
    <span class="nowrap-parts">
      since <Time atMs={atMs} text={useZonedTime().moment(atMs, nowMs)} /> <span class="muted">({span})</span>
    </span>
  );
}

function Time({ atMs, text }: Moment & { readonly text: string }) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={useZonedTime().full(atMs)}>
      {text}
    </time>
  );
}
