import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { createIncidentRoutes } from '../../local/api/incident-routes.ts';
import type { IncidentView } from '../../local/api/types.ts';
import type { WatchSource } from '../../local/api/watch-source.ts';
import { type Incident, statusOf } from '../../shared/model/incident.ts';
import { afterMinutes } from './incident-samples.ts';

/** A console on 127.0.0.1 that has the real routes of incidents, and knows what a test tells it. */
export interface IncidentConsole {
  readonly url: string;
  /** What it was asked to do. */
  readonly done: unknown[];
  /** Its incidents; a refusal that it answers to every action; how the one that is followed goes on, look by look. */
  readonly said: { incidents: readonly Incident[]; problem?: string; looks: readonly (Incident | 'gone')[] };
  close(): Promise<void>;
}

/** By the clock of the console, half an hour after the sample incidents began. */
export const consoleNowMs = afterMinutes(30);

/** Starts one for the environment `local` of the shop. */
export async function startIncidentConsole(incidents: readonly Incident[]): Promise<IncidentConsole> {
  const done: unknown[] = [];
  const said: IncidentConsole['said'] = { incidents, looks: [] };
  const view = (incident: Incident): IncidentView => ({ ...incident, status: statusOf(incident, consoleNowMs) });
  const known = (id: string) => said.incidents.find((incident) => incident.id === id);
  const answer = (incident: Incident) =>
    said.problem === undefined ? { incident: view(incident) } : { problem: said.problem };
  const source: Partial<WatchSource> = {
    incidents: async () => said.incidents.map(view),
    async incident(id) {
      const [next, ...later] = said.looks;
      if (next !== undefined) said.looks = later;
      const incident = next === 'gone' ? undefined : (next ?? known(id));
      return incident && view(incident);
    },
    async actOnIncident(id, act) {
      done.push({ id, ...act });
      const incident = known(id);
      return incident && answer(incident);
    },
    async drill(alarm, order) {
      done.push({ alarm, ...order });
      const [incident] = said.incidents;
      return incident && answer(incident);
    },
  };
  const app = new Hono();
  app.get('/api/watch', (context) =>
    context.json({ service: 'shop', environment: 'local', timeZone: 'Europe/Zurich', nowMs: consoleNowMs }),
  );
  app.route('/api', createIncidentRoutes(source as WatchSource));
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ done, said },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
