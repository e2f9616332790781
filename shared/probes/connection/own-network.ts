import { networkInterfaces } from 'node:os';

/** Whether this machine has an address of a family that leads beyond itself and its own link. */
export function hasNetwork(family: 4 | 6): boolean {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .some((own) => own.family === `IPv${family}` && !own.internal && !own.address.startsWith('fe80:'));
}
