import { setTimeout as waitFor } from 'node:timers/promises';
import type { Page } from './answer.ts';
import { createCertificateAuthority, type TlsIdentity } from './certificates.ts';
import { createFaultBoard, type FaultDefinition } from './faults.ts';
import { type Listeners, openListeners, type SitePorts } from './listeners.ts';
import { choosePorts } from './ports.ts';
import { createRequestHandler } from './request-handler.ts';
import { CERTIFICATE_LIFETIME_DAYS, issueIdentity, writeAuthority } from './site-certificate.ts';
import type { Target, TargetOptions, Wait } from './target.ts';

/** How any site is doing; a site's own pages add what they need to know. */
export interface SiteConditions {
  /** When false, connections are refused. */
  readonly listening: boolean;
  /** When false, connections are accepted and requests are read, and nothing is ever answered. */
  readonly answering: boolean;
  /** What is left of the certificate presented, in whole days; negative when it has expired. */
  readonly certificateDaysLeft: number;
}

/** A site without faults. */
export const HEALTHY_SITE: SiteConditions = {
  listening: true,
  answering: true,
  certificateDaysLeft: CERTIFICATE_LIFETIME_DAYS,
};

/** A small website as data. */
export interface SiteDefinition<Conditions extends SiteConditions> {
  readonly name: string;
  /** Where it listens unless the options say otherwise. */
  readonly ports: SitePorts;
  readonly healthy: Conditions;
  readonly faults: readonly FaultDefinition<Conditions>[];
  readonly answer: Page<Conditions>;
}

interface SiteState<Conditions> {
  readonly conditions: Conditions;
  readonly identity: TlsIdentity;
  /** Missing while the site is down. */
  readonly listeners: Listeners | undefined;
}

interface SiteMeans {
  readonly issue: (daysLeft: number) => Promise<TlsIdentity>;
  readonly open: (identity: TlsIdentity) => Promise<Listeners>;
}

/** Serves a site over HTTP and, with a certificate authority of its own, over HTTPS on the loopback addresses. */
export async function startSite<Conditions extends SiteConditions>(
  site: SiteDefinition<Conditions>,
  { stateDir, ports: chosenPorts = {}, wait = waitRealTime }: TargetOptions,
): Promise<Target> {
  const { name, healthy, faults, answer } = site;
  const authority = await createCertificateAuthority(`${name} example authority`);
  const issue = (daysLeft: number) => issueIdentity(authority, daysLeft);
  const identity = await issue(healthy.certificateDaysLeft);
  let state: SiteState<Conditions> = { conditions: healthy, identity, listeners: undefined };
  const handler = createRequestHandler({
    answer: (request) => (state.conditions.answering ? answer(request, state.conditions) : undefined),
    wait,
  });
  const openOn = (ports: SitePorts, next: TlsIdentity) =>
    openListeners({ targetName: name, ports, identity: next, handler });
  const listeners = await openOn(choosePorts(name, site.ports, chosenPorts), identity);
  const { ports } = listeners;
  const open = (next: TlsIdentity) => openOn(ports, next);
  state = { ...state, listeners };

  const board = createFaultBoard({
    targetName: name,
    healthy,
    faults,
    apply: async (conditions) => {
      const previous = state;
      state = await advance(previous, conditions, { issue, open });
      if (outdatesConnections(previous, state)) state.listeners?.dropConnections();
    },
  });
  const close = async () => {
    await board.close();
    await state.listeners?.close();
    state = { ...state, listeners: undefined };
  };

  await writeAuthority(stateDir, authority).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const urls = { http: `http://127.0.0.1:${ports.http}`, https: `https://localhost:${ports.https}` };
  return { name, urls, listFaults: board.listFaults, setFault: board.setFault, close };
}

async function advance<Conditions extends SiteConditions>(
  from: SiteState<Conditions>,
  conditions: Conditions,
  { issue, open }: SiteMeans,
): Promise<SiteState<Conditions>> {
  const isSameCertificate = conditions.certificateDaysLeft === from.conditions.certificateDaysLeft;
  const identity = isSameCertificate ? from.identity : await issue(conditions.certificateDaysLeft);
  if (!conditions.listening) {
    await from.listeners?.close();
    return { conditions, identity, listeners: undefined };
  }
  if (from.listeners === undefined) return { conditions, identity, listeners: await open(identity) };
  if (!isSameCertificate) from.listeners.useIdentity(identity);
  return { conditions, identity, listeners: from.listeners };
}

/** Whether whoever is connected would go on with an old certificate, or wait for an answer that is no longer coming. */
function outdatesConnections(previous: SiteState<SiteConditions>, current: SiteState<SiteConditions>): boolean {
  return previous.identity !== current.identity || previous.conditions.answering !== current.conditions.answering;
}

const waitRealTime: Wait = async (durationMs, signal) => waitFor(durationMs, undefined, { signal });
