import vm from 'node:vm';

/** How long one expression of the definition may work on a foreign text. A linear one reads 1 MiB in about 5 ms. */
export const judgingLimitMs = 50;

/** The value of some work, or that it was stopped because it took longer than `judgingLimitMs`. */
export type Limited<T> = { readonly value: T } | { readonly stopped: true };

let room: { readonly globals: { work?: () => unknown }; readonly script: vm.Script } | undefined;

/** Processor time of this thread, in milliseconds. */
const threadCpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** How often work is begun again that was stopped while the machine did something else. */
const triesMost = 3;

/**
 * Runs synchronous work that hostile input could make endless: backtracking, combinatorial paths. A second thread stops it
 * at the limit (`timeout` of `vm.Script`, nodejs.org/api/vm.html); starting that thread costs about 0.2 ms. The limit is of
 * wall time: work that was stopped before it had half of that as processor time only shared a busy machine, and is begun again.
 */
export function runLimited<T>(work: () => T, cpuMs: () => number = threadCpuMs): Limited<T> {
  for (let attempt = 1; ; attempt += 1) {
    const startedMs = cpuMs();
    const result = runOnce(work);
    const isOurFault = 'stopped' in result && cpuMs() - startedMs < judgingLimitMs / 2;
    if (!isOurFault || attempt === triesMost) return result;
  }
}

function runOnce<T>(work: () => T): Limited<T> {
  room ??= { globals: vm.createContext({}), script: new vm.Script('work()') };
  room.globals.work = work;
  try {
    return { value: room.script.runInContext(room.globals, { timeout: judgingLimitMs }) as T };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { stopped: true };
    throw error;
  } finally {
    delete room.globals.work;
  }
}
