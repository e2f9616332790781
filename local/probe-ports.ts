import { readFile } from 'node:fs/promises';
import type { BatchOptions } from '../functions/endpoint-probe/run-batch.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Secrets } from '../shared/ports/secrets.ts';
import { parseHosts } from '../shared/probes/hosts-file.ts';
import { createResolver } from '../shared/probes/resolver.ts';
import { createTurnClock } from '../shared/probes/turn-clock.ts';
import { createRealTimer } from './timers.ts';

/** What probes use of this machine: its name servers and hosts file, real time, the network. */
export type ProbePorts = Omit<BatchOptions, 'location' | 'budgetMs'>;

const hostsFile = '/etc/hosts';

/** The real ports of probes; results are stamped by `clock`. */
export async function createProbePorts({
  clock,
  secrets,
}: {
  readonly clock: Clock;
  readonly secrets: Secrets;
}): Promise<ProbePorts> {
  const hosts = parseHosts(await readFile(hostsFile, 'utf8').catch(() => ''));
  return {
    context: { resolver: createResolver({ hosts }), secrets, clock: createTurnClock(), now: clock.now },
    timer: createRealTimer(),
    random: Math.random,
  };
}
