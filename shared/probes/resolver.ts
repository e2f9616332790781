import { Resolver as Channel } from 'node:dns';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { armExpiry } from './expiry.ts';
import { ownFault, runIsOver } from './failure.ts';
import type { Hosts } from './hosts-file.ts';
import { explainLookupFailure } from './lookup-failure.ts';
import type { Failure } from './probe.ts';

/** Which addresses of a host name may be used. */
export type IpVersion = 'any' | '4' | '6';

/** One address of a host name. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** What a host name was resolved to. */
export interface Lookup {
  /** At least one, IPv6 first. */
  readonly addresses: readonly ResolvedAddress[];
  /** False where no name server had to be asked, so that there is no time to measure. */
  readonly asked: boolean;
}

/** What a lookup may use: which addresses, how much time, as long as the run goes on. */
export interface LookupOptions {
  readonly ipVersion: IpVersion;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Looks host names up. */
export interface Resolver {
  /** The addresses of a name, or why there is none. Asks anew each time: nothing is remembered. */
  lookup(hostname: string, options: LookupOptions): Promise<Lookup | Failure>;
  /** Drops the questions that nobody waits for any more, which would keep the process alive for some seconds. */
  close(): void;
}

/** Whom a resolver asks. */
export interface ResolverOptions {
  /** Name servers as address and optional port; default: those of the machine. */
  readonly servers?: readonly string[];
  /** What the hosts file says; it comes before the name servers. */
  readonly hosts?: Hosts;
}

type Family = ResolvedAddress['family'];

/** c-ares asks again after this time, which doubles with every try. */
const tryMs = 1_000;
const tries = 4;

/** How long to wait for the second family once the first has answered (RFC 8305, section 3: "Resolution Delay"). */
const resolutionDelayMs = 50;

/** Codes that c-ares gives without having heard from a name server. */
const silentCodes: ReadonlySet<string> = new Set([
  'ETIMEOUT',
  'ECONNREFUSED',
  'ECANCELLED',
  'EDESTRUCTION',
  'EBADNAME',
]);

/**
 * A resolver that asks name servers itself (c-ares), without the threads of `dns.lookup`: those queue a batch four at a time
 * and report the queue as DNS time.
 */
export function createResolver({ servers, hosts }: ResolverOptions = {}): Resolver {
  const server = openChannel(servers);
  return {
    async lookup(hostname, options) {
      const name = normalizeHostname(hostname);
      const known = listKnownAddresses(name, hosts);
      if (known === undefined) return query(server, { ...options, hostname: name });
      const wanted = known.filter(({ family }) => options.ipVersion === 'any' || Number(options.ipVersion) === family);
      if (wanted.length > 0) return { addresses: wanted, asked: false };
      return ownFault(`"${hostname}" has no IPv${options.ipVersion} address, which this probe must use`);
    },
    close: () => server.channel.cancel(),
  };
}

/** A host name as it is asked for and compared: lower case, without the root's dot, internationalized labels in ASCII. */
export function normalizeHostname(hostname: string): string {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return /[^\x21-\x7e]/.test(name) ? domainToASCII(name) || name : name;
}

/** The addresses of a name that no name server needs to be asked for, IPv6 first. */
function listKnownAddresses(name: string, hosts: Hosts | undefined): readonly ResolvedAddress[] | undefined {
  const family = isIP(name);
  if (family !== 0) return [{ address: name, family: family as Family }];
  // RFC 6761, section 6.3: these names are the loopback addresses, whatever a name server would say.
  const isLocalhost = name === 'localhost' || name.endsWith('.localhost');
  const addresses = isLocalhost ? ['::1', '127.0.0.1'] : hosts?.get(name);
  return addresses
    ?.map((address): ResolvedAddress => ({ address, family: isIP(address) as Family }))
    .sort((one, other) => other.family - one.family);
}

/** A channel to the name servers, and how often they answered: what they said does not matter for that. */
interface Server {
  readonly channel: Channel;
  readonly answers: () => number;
  ask(name: string, family: Family, onAnswer: (answer: readonly string[] | string) => void): void;
  /** Asks something that every name server answers, to learn whether one is there. */
  knock(): void;
}

function openChannel(servers: readonly string[] | undefined): Server {
  const channel = new Channel({ timeout: tryMs, tries });
  if (servers !== undefined) channel.setServers(servers);
  let answers = 0;
  const count = (code: string | undefined): void => {
    if (code === undefined || !silentCodes.has(code)) answers += 1;
  };
  return {
    channel,
    answers: () => answers,
    ask(name, family, onAnswer) {
      const callback = (error: NodeJS.ErrnoException | null, addresses: readonly string[]): void => {
        const code = error === null ? undefined : (error.code ?? error.message);
        count(code);
        onAnswer(code ?? addresses);
      };
      if (family === 4) channel.resolve4(name, callback);
      else channel.resolve6(name, callback);
    },
    knock: () => channel.resolveNs('.', (error) => count(error?.code)),
  };
}

/** Asks for the addresses of every wanted family at once. */
function query(server: Server, options: LookupOptions & { readonly hostname: string }): Promise<Lookup | Failure> {
  const { hostname, ipVersion, timeoutMs, signal } = options;
  const families: readonly Family[] = ipVersion === 'any' ? [6, 4] : [ipVersion === '6' ? 6 : 4];
  const answersBefore = server.answers();
  const found = new Map<Family, readonly string[]>();
  const codes: string[] = [];
  const { promise, resolve } = Promise.withResolvers<Lookup | Failure>();
  const hasHeard = (): boolean => server.answers() > answersBefore;
  const explain = (code: string): Failure =>
    explainLookupFailure(code, { hostname, ipVersion, timeoutMs, heardFromServer: hasHeard() });

  let grace: NodeJS.Timeout | undefined;
  const knock = setTimeout(() => hasHeard() || server.knock(), timeoutMs / 2);
  const disarm = armExpiry({ limitMs: timeoutMs, signal }, (expiry) =>
    settle(expiry === 'aborted' ? runIsOver : explain('ETIMEOUT')),
  );

  function settle(failure?: Failure): void {
    clearTimeout(knock);
    clearTimeout(grace);
    disarm();
    const addresses = families.flatMap((family) =>
      (found.get(family) ?? []).map((address): ResolvedAddress => ({ address, family })),
    );
    if (addresses.length > 0) resolve({ addresses, asked: true });
    else resolve(failure ?? explain(codes.find((code) => code !== 'ENODATA') ?? 'ENODATA'));
  }

  for (const family of families) {
    server.ask(hostname, family, (answer) => {
      if (typeof answer === 'string') codes.push(answer);
      else found.set(family, answer);
      if (codes.length + found.size === families.length) settle();
      else if (found.size > 0) grace = setTimeout(settle, resolutionDelayMs);
    });
  }
  return promise;
}
