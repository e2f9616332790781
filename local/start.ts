import { randomBytes } from 'node:crypto';
import type { Target } from '../examples/target.ts';
import { createActionLinks } from '../functions/alert-router/sign-links.ts';
import type { Plan } from '../shared/plan/plan.ts';
import { serveApi } from './api/server.ts';
import type { WatchEvent } from './api/types.ts';
import { createClock, type WatchClock } from './clock.ts';
import { buildConsole } from './console/build.ts';
import { hrefOf } from './console/route.ts';
import { createDatabasePorts, type DatabasePorts } from './database-ports.ts';
import { fitToSpeed } from './fit-to-speed.ts';
import { loadTarget } from './load-target.ts';
import { createSendingOutbox } from './local-outbox.ts';
import { readSecretsBeside } from './memory/env-secrets.ts';
import { createProbePorts } from './probe-ports.ts';
import { runInRealTime } from './run-in-real-time.ts';
import { createShowingOutbox } from './shown-outbox.ts';
import { createCompressedTimer } from './timers.ts';
import { createWatch, type Watch } from './watch.ts';
import { withCertificates } from './with-certificates.ts';

/** How a plan is run on this machine. */
export interface StartOptions {
  readonly plan: Plan;
  /** Absolute path of the definition's file: what it refers to is found from there. */
  readonly definitionFile: string;
  /** Module of the example system to start along, relative to the definition's file. */
  readonly target?: string;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** 1 to 60: how many seconds of the watch pass in a real one. */
  readonly speed: number;
  /** Posts to Slack and webhooks whose secrets are in `.env.local`; otherwise messages are only shown. */
  readonly send: boolean;
  /** Hears of every change from the first moment on. */
  readonly onEvent?: (event: WatchEvent) => void;
  /** Hears of what should not happen; it stops nothing. */
  readonly onError: (error: unknown) => void;
}

/** A watch that runs and serves its console. */
export interface LocalWatch {
  readonly url: string;
  readonly watch: Watch;
  /** Stops jobs, streams, the server and the example system: nothing listens any more once it resolves. */
  close(): Promise<void>;
}

/** Starts all that a plan needs on this machine. Rejects, in one sentence and with nothing left running, where it cannot. */
export async function startLocal(options: StartOptions): Promise<LocalWatch> {
  const { definitionFile, onError, onEvent } = options;
  const opened: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };
  try {
    const target = options.target === undefined ? undefined : await loadTarget(options.target, { definitionFile });
    if (target !== undefined) opened.push(target.close);
    const clock = createClock({ speed: options.speed });
    const secrets = await readSecretsBeside(definitionFile, options.target);
    const probes = await createProbePorts({ clock, secrets });
    const databases = createDatabasePorts({ clock, secrets });
    opened.push(() => probes.context.resolver.close());
    let url = '';
    const watch = await composeWatch(options, { clock, probes, databases, urlOf: () => url, target });
    if (onEvent !== undefined) watch.subscribe(onEvent);
    const server = await serveApi(watch, await buildConsole(), options);
    opened.push(server.close);
    url = server.url;
    opened.push(runInRealTime(watch, { clock, onError }).stop);
    return { url, watch, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A secret that nobody else has. Links of an earlier run are refused: its incidents are gone with it. */
function makeSecret(): () => Promise<string> {
  const value = randomBytes(32).toString('hex');
  return async () => value;
}

interface Surroundings {
  readonly clock: WatchClock;
  readonly probes: Awaited<ReturnType<typeof createProbePorts>>;
  readonly databases: DatabasePorts;
  /** The console's address, once it listens. */
  readonly urlOf: () => string;
  readonly target: Target | undefined;
}

async function composeWatch(
  { plan, definitionFile, speed, send }: StartOptions,
  { clock, probes, databases, urlOf, target }: Surroundings,
): Promise<Watch> {
  const { secrets } = probes.context;
  const secret = makeSecret();
  const ids = new Map(plan.alarms.map(({ name, id }) => [name, id]));
  const linksOf = (alarmName: string) => {
    const id = ids.get(alarmName);
    return id === undefined ? {} : { alarmUrl: `${urlOf()}/${hrefOf({ page: 'alarm', id })}` };
  };
  return createWatch({
    plan: withCertificates(fitToSpeed(plan, speed), definitionFile),
    ...{ clock, speed, probes, databases, consoleUrl: urlOf, linkSecret: secret },
    alerts: {
      outbox: send ? createSendingOutbox({ secrets, clock }) : createShowingOutbox(),
      timer: createCompressedTimer(speed),
      random: Math.random,
      linksOf,
      actionLink: createActionLinks({ ...plan, baseUrl: urlOf, secret }),
    },
    ...(target === undefined ? {} : { target }),
  });
}
