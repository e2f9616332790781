import { unknownFault } from './faults.ts';
import type { Target } from './target.ts';

/** One target out of several parts, such as a website and its database; a fault belongs to the part that lists it. */
export function joinTargets(name: string, parts: readonly Target[]): Target {
  const listFaults = () => parts.flatMap((part) => part.listFaults());
  return {
    name,
    urls: Object.assign({}, ...parts.map(({ urls }) => urls)),
    secrets: Object.assign({}, ...parts.map(({ secrets }) => secrets ?? {})),
    listFaults,
    setFault: async (id, active) => {
      const part = parts.find((candidate) => candidate.listFaults().some((fault) => fault.id === id));
      if (part === undefined) throw unknownFault(name, id, listFaults());
      await part.setFault(id, active);
    },
    close: async () => {
      for (const part of parts) await part.close();
    },
  };
}
