import { useSnapshot, useStore, useZonedTime } from '../state/use-store.ts';

const words = { live: 'Live', connecting: 'Connecting', lost: 'Disconnected' } as const;

/** The time of the watch, how fast it runs, and whether this page follows it. */
export function WatchClock() {
  const { nowMs, connection } = useStore();
  const { speed, timeZone, region } = useSnapshot().watch;
  const time = useZonedTime();
  return (
    <div class="clock">
      <p class="clock-time">
        <time dateTime={new Date(nowMs.value).toISOString()} title={time.full(nowMs.value)}>
          {time.clock(nowMs.value)}
        </time>
        {speed !== 1 && (
          <span class="tag" title={`Time runs ${speed} times as fast`}>
            ×{speed}
          </span>
        )}
      </p>
      <p class="clock-zone">{timeZone}</p>
      <p class="clock-zone">{region}</p>
      <p class={`live live-${connection.value}`}>
        <i aria-hidden="true" />
        {words[connection.value]}
      </p>
    </div>
  );
}
