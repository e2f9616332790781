import { useState } from 'preact/hooks';
import { drillLengths } from '../../../shared/model/drill.ts';
import { hrefOf } from '../route.ts';
import { useStore } from '../state/use-store.ts';
import { ActionDialog } from './action-dialog.tsx';

const MINUTE_MS = 60_000;

const lengths = [5, 15, 30, 60] as const;

/** Begins a rehearsal of an alarm, and goes to its incident. */
export function DrillButton({ alarm }: { readonly alarm: string }) {
  const { api, onEvent } = useStore();
  const [isOpened, setOpened] = useState(false);
  const [minutes, setMinutes] = useState<number>(drillLengths.usualMs / MINUTE_MS);
  const begin = async (by: string): Promise<void> => {
    const incident = await api.drill(alarm, { by, forMs: minutes * MINUTE_MS });
    onEvent({ type: 'incident', incident });
    location.hash = hrefOf({ page: 'incident', id: incident.id });
  };
  return (
    <>
      <button type="button" class="button" aria-haspopup="dialog" onClick={() => setOpened(true)}>
        Drill
      </button>
      {isOpened && (
        <ActionDialog
          title="Begin a drill"
          lead="People are told as if it were real; every message says that it is a drill. Nothing is wrong, no metric changes."
          submitLabel="Begin the drill"
          act={begin}
          onClose={() => setOpened(false)}
        >
          <label class="field">
            <span>It ends by itself after</span>
            <select value={minutes} onChange={({ currentTarget }) => setMinutes(Number(currentTarget.value))}>
              {lengths.map((length) => (
                <option key={length} value={length}>
                  {length} minutes
                </option>
              ))}
            </select>
          </label>
        </ActionDialog>
      )}
    </>
  );
}
