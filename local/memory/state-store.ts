import type { Clock } from '../../shared/ports/clock.ts';
import type { StateStore } from '../../shared/ports/state-store.ts';
import { encodeState } from '../../shared/state/encode-state.ts';

interface Remembered {
  readonly text: string;
  readonly version: number;
  readonly expiresAtMs: number;
}

/** Remembers in memory, as text, so that nobody changes afterwards what was stored. */
export function createMemoryStateStore({ clock }: { readonly clock: Clock }): StateStore {
  const all = new Map<string, Remembered>();
  const find = (key: string): Remembered | undefined => {
    const found = all.get(key);
    return found !== undefined && found.expiresAtMs > clock.now() ? found : undefined;
  };
  return {
    async read(key) {
      const found = find(key);
      return found === undefined ? undefined : { value: JSON.parse(found.text), version: found.version };
    },
    async write(key, { value, after, expiresAtMs }) {
      const text = encodeState(key, value);
      if (find(key)?.version !== after) return false;
      all.set(key, { text, version: (after ?? 0) + 1, expiresAtMs });
      return true;
    },
  };
}
