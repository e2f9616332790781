import { describe, expect, it } from 'vitest';
import { connectEvents, type EventSourceLike } from '../../../../local/console/state/event-stream.ts';

/** An event stream by hand: what opens, fails, speaks and waits is up to the test. */
function createBench(load: () => Promise<void> = async () => undefined) {
  const sources: { readonly emit: (type: string, data?: unknown) => void; closed: boolean }[] = [];
  const waits: { readonly delayMs: number; readonly run: () => void; forgotten: boolean }[] = [];
  const said: string[] = [];
  const open = (): EventSourceLike => {
    const listeners = new Map<string, (event: { readonly data?: unknown }) => void>();
    const source = { closed: false, emit: (type: string, data?: unknown) => listeners.get(type)?.({ data }) };
    sources.push(source);
    return {
      addEventListener: (type, listener) => listeners.set(type, listener),
      close: () => {
        source.closed = true;
      },
    };
  };
  const stop = connectEvents({
    open,
    later: (run, delayMs) => {
      const wait = { delayMs, run, forgotten: false };
      waits.push(wait);
      return () => {
        wait.forgotten = true;
      };
    },
    onOpen: () => {
      said.push('open');
      return load();
    },
    onEvent: ({ type }) => said.push(type),
    onLost: () => said.push('lost'),
  });
  return { sources, waits, said, stop };
}

describe('connectEvents()', () => {
  it('passes on events by their type', () => {
    const { sources, said } = createBench();
    sources[0]?.emit('open');
    sources[0]?.emit('watch', '{"type":"watch"}');
    sources[0]?.emit('alarm', '{"type":"alarm"}');
    sources[0]?.emit('database', '{"type":"database"}');
    sources[0]?.emit('kpi', '{"type":"kpi"}');
    sources[0]?.emit('weather', '{"type":"weather"}');
    expect(said).toEqual(['open', 'watch', 'alarm', 'database', 'kpi']);
  });

  it('tries again after an error, each time later, up to 8 seconds', () => {
    const { sources, waits, said } = createBench();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      sources.at(-1)?.emit('error');
      waits.at(-1)?.run();
    }
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    expect(sources.slice(0, -1).every(({ closed }) => closed)).toBe(true);
    expect(said).toEqual(Array.from({ length: 6 }, () => 'lost'));
  });

  it('begins with a short wait again once a load has succeeded', async () => {
    const { sources, waits } = createBench();
    sources[0]?.emit('error');
    waits[0]?.run();
    sources[1]?.emit('open');
    await Promise.resolve();
    sources[1]?.emit('error');
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([500, 500]);
  });

  it('takes a load that fails as a lost connection, once', async () => {
    const { sources, waits, said } = createBench(() => Promise.reject(new Error('500')));
    sources[0]?.emit('open');
    await new Promise(setImmediate);
    sources[0]?.emit('error');
    expect(said).toEqual(['open', 'lost']);
    expect(waits).toHaveLength(1);
    expect(sources[0]?.closed).toBe(true);
  });

  it('stops when told to, also while it waits', () => {
    const connected = createBench();
    connected.stop();
    expect(connected.sources[0]?.closed).toBe(true);
    const waiting = createBench();
    waiting.sources[0]?.emit('error');
    waiting.stop();
    expect(waiting.waits[0]?.forgotten).toBe(true);
  });
});
