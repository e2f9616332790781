import { joinTargets } from '../join-targets.ts';
import { choosePorts } from '../ports.ts';
import { startDatabaseTarget } from '../postgres/database-target.ts';
import { startSite } from '../site.ts';
import type { StartTarget } from '../target.ts';
import { faults } from './faults.ts';
import { load } from './load.ts';
import { answerApp, appFaults, healthyApp } from './pages.ts';
import { grants, schema } from './schema.ts';
import { seed } from './seed.ts';

const name = 'trip-tracker';

/**
 * Starts the trip tracker: its API on http://127.0.0.1:4640 and https://localhost:4641, its database on
 * postgres://127.0.0.1:4642/trips, unless other ports are given.
 */
export const startTarget: StartTarget = async ({ stateDir, ports: chosen = {}, ...options }) => {
  const { postgres, ...web } = choosePorts(name, { http: 4640, https: 4641, postgres: 4642 }, chosen);
  const site = await startSite(
    { name, ports: web, healthy: healthyApp, faults: appFaults, answer: answerApp },
    { ...options, stateDir },
  );
  try {
    const database = { name: 'trips', schema, seed, roles: ['health', 'kpi', 'refresh'], grants } as const;
    return joinTargets(name, [
      site,
      await startDatabaseTarget({ name, port: postgres, database, load, faults }, { stateDir }),
    ]);
  } catch (error) {
    await site.close();
    throw error;
  }
};
