import type { Fault } from './target.ts';

/** A fault as a target declares it: which of the target's healthy conditions it changes, and to what. */
export interface FaultDefinition<Conditions> {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly effect: Readonly<Partial<Conditions>>;
}

/** Which faults of one target are active. */
export interface FaultBoard {
  readonly listFaults: () => readonly Fault[];
  /** Rejects, with nothing changed, for an unknown id or when the change cannot be applied. */
  readonly setFault: (id: string, active: boolean) => Promise<void>;
  /** Refuses further changes; resolves once those under way are done. */
  readonly close: () => Promise<void>;
}

/** What a fault board needs to know of its target. */
export interface FaultBoardOptions<Conditions> {
  readonly targetName: string;
  readonly healthy: Conditions;
  readonly faults: readonly FaultDefinition<Conditions>[];
  /** Makes the target behave as `conditions` say; when it rejects, the fault stays as it was. Never called twice at once. */
  readonly apply: (conditions: Conditions) => Promise<void>;
}

/** The conditions under the active faults: all effects together, where two change the same thing the later in the list wins. */
export function conditionsUnder<Conditions extends object>(
  healthy: Conditions,
  faults: readonly FaultDefinition<Conditions>[],
  activeIds: ReadonlySet<string>,
): Conditions {
  const effects = faults.filter((fault) => activeIds.has(fault.id)).map((fault) => fault.effect);
  return Object.assign({}, healthy, ...effects);
}

/** Keeps the active faults of a target and applies their changes one after the other. */
export function createFaultBoard<Conditions extends object>(options: FaultBoardOptions<Conditions>): FaultBoard {
  const { targetName, healthy, faults, apply } = options;
  let activeIds: ReadonlySet<string> = new Set();
  let lastChange: Promise<void> = Promise.resolve();
  let closed = false;

  async function change(id: string, active: boolean): Promise<void> {
    if (activeIds.has(id) === active) return;
    const next = new Set(activeIds);
    if (active) next.add(id);
    else next.delete(id);
    await apply(conditionsUnder(healthy, faults, next));
    activeIds = next;
  }

  return {
    listFaults: () =>
      faults.map(({ id, title, description }) => ({ id, title, description, active: activeIds.has(id) })),
    setFault: async (id, active) => {
      if (!faults.some((fault) => fault.id === id)) throw unknownFault(targetName, id, faults);
      if (closed)
        throw new Error(`Cannot change fault "${id}" of "${targetName}": the target is closed, must be running`);
      const changed = lastChange.then(() => change(id, active));
      lastChange = changed.catch(() => undefined);
      await changed;
    },
    close: () => {
      closed = true;
      return lastChange;
    },
  };
}

/** Tells which faults there are. */
export function unknownFault(targetName: string, id: string, faults: readonly { readonly id: string }[]): Error {
  const known = faults.map((fault) => `"${fault.id}"`).join(', ');
  return new Error(`Cannot change fault "${id}" of "${targetName}": unknown fault, must be one of ${known}`);
}
