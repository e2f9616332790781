import { createFaultBoard, type FaultBoard } from '../faults.ts';
import type { DatabaseFault, FaultySystem, Heal } from './database-fault.ts';

/** What everything else is lifted for: a server that is stopped has no other faults. */
const databaseDown = {
  id: 'database-down',
  title: 'Database down',
  description: 'The server is stopped: connections are refused.',
} as const;

type Switches = Readonly<Record<string, boolean>>;

interface RunningFault {
  readonly fault: DatabaseFault;
  readonly heal: Heal;
}

/** Faults of a database under switches; the last in the list stops the server. */
export interface DatabaseBoard extends FaultBoard {
  /** Ends what faults have begun, with whatever they cannot undo left as it is. */
  readonly endAll: () => Promise<void>;
}

/** A fault board whose faults are begun and healed on a real server. */
export function createDatabaseBoard(
  targetName: string,
  faults: readonly DatabaseFault[],
  system: FaultySystem,
): DatabaseBoard {
  const { server } = system.database;
  let running: readonly RunningFault[] = [];
  let isDown = false;

  async function heal(isMeant: (fault: DatabaseFault) => boolean): Promise<void> {
    for (const entry of running.filter(({ fault }) => isMeant(fault)).reverse()) {
      await entry.heal();
      running = running.filter((other) => other !== entry);
    }
  }

  async function begin(wanted: readonly DatabaseFault[]): Promise<void> {
    const missing = wanted.filter((fault) => !running.some((entry) => entry.fault === fault));
    for (const fault of missing) running = [...running, { fault, heal: await fault.begin(system) }];
  }

  async function apply(switches: Switches): Promise<void> {
    const shouldBeDown = switches[databaseDown.id] === true;
    const chosen = faults.filter(({ id }) => switches[id] === true);
    const wanted = shouldBeDown ? [] : chosen;
    // While one changes, nothing may stand in its way.
    await heal((fault) => !wanted.includes(fault) || fault.obstructs === true);
    if (shouldBeDown && !isDown) await server.halt();
    if (!shouldBeDown && isDown) await server.restart();
    isDown = shouldBeDown;
    await begin(wanted.toSorted((a, b) => Number(a.obstructs ?? false) - Number(b.obstructs ?? false)));
  }

  let applied: Switches = {};
  const board = createFaultBoard<Switches>({
    targetName,
    healthy: {},
    faults: [...faults, databaseDown].map(({ id, title, description }) => ({
      id,
      title,
      description,
      effect: { [id]: true },
    })),
    apply: async (switches) => {
      const before = applied;
      try {
        await apply(switches);
        applied = switches;
      } catch (error) {
        await apply(before).catch(() => undefined);
        throw error;
      }
    },
  });

  return {
    ...board,
    async endAll() {
      for (const entry of [...running].reverse()) await entry.heal().catch(() => undefined);
      running = [];
    },
  };
}
