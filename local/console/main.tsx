import { render } from 'preact';
import { App } from './app.tsx';
import { createApiClient } from './state/api-client.ts';
import { connectEvents } from './state/event-stream.ts';
import { StoreContext } from './state/use-store.ts';
import { createWatchStore } from './state/watch-store.ts';
import { startTheme } from './theme.ts';

const store = createWatchStore(
  createApiClient((input, init) => fetch(input, init)),
  () => performance.now(),
);

connectEvents({
  open: () => new EventSource('/api/events'),
  later: (run, delayMs) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  onOpen: store.onOpen,
  onEvent: store.onEvent,
  onLost: store.onLost,
});
setInterval(store.tick, 1_000);
startTheme();

const root = document.querySelector('#app');
if (root) {
  render(
    <StoreContext.Provider value={store}>
      <App />
    </StoreContext.Provider>,
    root,
  );
}
