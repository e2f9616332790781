import { dns } from './dns.ts';
import { http } from './http.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';

/** Every kind of probe there is. Types, checks, documentation and both runtimes are derived from this list. */
export const probeKinds = { http, tcp, tls, dns } as const;

export type ProbeKindName = keyof typeof probeKinds;

/** A resolved probe of any kind, as plain data. */
export type ProbeSpec = { [K in ProbeKindName]: ReturnType<(typeof probeKinds)[K]['resolve']> }[ProbeKindName];
