import { useStore, useZonedTime } from '../state/use-store.ts';
import { Brand } from './brand.tsx';
import { Icon } from './icon.tsx';

/** Says that what is shown is no longer current. */
export function ConnectionBanner() {
  const { connection, nowMs } = useStore();
  const time = useZonedTime();
  return (
    <div role="status">
      {connection.value === 'lost' && (
        <p class="connection-lost">
          <Icon name="plug" size={18} />
          <span>
            <strong>Connection lost.</strong> What you see is as of {time.clock(nowMs.value)}. Trying again…
          </span>
        </p>
      )}
    </div>
  );
}

/** Before there is anything to show. */
export function FirstLoad() {
  const { problem, connection } = useStore();
  const isLost = connection.value === 'lost';
  return (
    <main class="first-load">
      <Brand size={48} />
      <h1>Watchkeeper</h1>
      <p role="status">{isLost ? 'The watch does not answer. Trying again…' : 'Loading…'}</p>
      {isLost && problem.value !== undefined && <p class="problem">{problem.value}</p>}
    </main>
  );
}
