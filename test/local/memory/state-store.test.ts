import { createMemoryStateStore } from '../../../local/memory/state-store.ts';
import { describeStateStore, stateBeginsAtMs } from '../../support/describe-state-store.ts';

describeStateStore('memory', async () => {
  let nowMs = stateBeginsAtMs;
  return {
    store: createMemoryStateStore({ clock: { now: () => nowMs } }),
    pass(ms) {
      nowMs += ms;
    },
    close: async () => undefined,
  };
});
