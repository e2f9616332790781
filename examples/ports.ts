import { once } from 'node:events';
import { createServer } from 'node:net';

/** A place to listen, as messages name it. */
export interface Address {
  /** Name of the port: `http`, `https`, `postgres`. */
  readonly scheme: string;
  readonly host?: '127.0.0.1' | '::1';
  readonly port: number;
}

/** The ports of a target by name, with those that were chosen in place of its own. Throws for a name it does not have. */
export function choosePorts<Ports extends Readonly<Record<string, number>>>(
  targetName: string,
  ports: Ports,
  chosen: Readonly<Record<string, number>>,
): Ports {
  const unknown = Object.keys(chosen).find((portName) => !Object.hasOwn(ports, portName));
  if (unknown !== undefined) {
    const known = Object.keys(ports).map((portName) => `"${portName}"`);
    throw new Error(
      `Cannot open "${targetName}" on port "${unknown}": unknown port, must be one of ${known.join(', ')}`,
    );
  }
  return { ...ports, ...chosen };
}

/** Rejects, in one sentence, where nothing can listen on a port of 127.0.0.1. */
export async function assertPortIsFree(targetName: string, address: Address): Promise<void> {
  const server = createServer();
  try {
    server.listen({ host: '127.0.0.1', port: address.port });
    await once(server, 'listening');
  } catch (error) {
    throw cannotListen(targetName, address, error);
  }
  server.close();
  await once(server, 'close');
}

/** Why a target cannot listen, and what to do about it. */
export function cannotListen(targetName: string, { scheme, host, port }: Address, cause: unknown): Error {
  const url = `${scheme}://${host === '::1' ? '[::1]' : '127.0.0.1'}:${port}`;
  const problem = isOneOf(cause, ['EADDRINUSE'])
    ? `port ${port} is taken, must be free: end the other start of this example ("lsof -i :${port}" names its process)`
    : `${cause instanceof Error ? cause.message : String(cause)}, must be a port that may be listened on`;
  return new Error(`Cannot open "${targetName}" on ${url}: ${problem}`, { cause });
}

/** Whether an error of Node has one of the codes. */
export function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
