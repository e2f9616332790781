import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './answer.ts';

/**
 * Refuses requests under a host name that is not this server's: a web page elsewhere could otherwise point its own name at
 * this address (DNS rebinding) and read the API. `boundHost` is what the server listens on.
 */
export function guardHost(boundHost: string): MiddlewareHandler {
  return async (context, next) => {
    const name = hostNameOf(context.req.header('host') ?? '');
    if (name !== undefined && isOwnName(name, boundHost)) return next();
    return refuse(
      context,
      403,
      `Cannot answer under host "${name ?? ''}": it is not this machine's, must be ${nameFor(boundHost)}`,
    );
  };
}

/** Refuses POST requests that another site's page could have caused: they must be JSON and come from this origin, or from no page. */
export const guardOrigin: MiddlewareHandler = async (context, next) => {
  if (context.req.method !== 'POST') return next();
  const origin = context.req.header('origin');
  if (origin !== undefined && origin !== new URL(context.req.url).origin) {
    return refuse(context, 403, `Cannot accept a request from "${origin}": it is another site, must be this one`);
  }
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return refuse(context, 403, `Cannot accept a ${site} request: it must be same-origin`);
  }
  const type = context.req.header('content-type') ?? '';
  if (type.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    return refuse(context, 415, `Cannot read a body of type "${type}": it must be "application/json"`);
  }
  return next();
};

/** The name of a Host header without its port, brackets and case; undefined where it is none. */
function hostNameOf(header: string): string | undefined {
  const url = `http://${header}`;
  if (header === '' || /[/?#@]/.test(header) || !URL.canParse(url)) return undefined;
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

function isOwnName(name: string, boundHost: string): boolean {
  if (isLoopback(name) || name === boundHost.toLowerCase()) return true;
  // An address cannot be rebound; a name can, so that on all interfaces only this machine's own is answered.
  return isUnspecified(boundHost) && (isIP(name) !== 0 || name === hostname().toLowerCase());
}

function nameFor(boundHost: string): string {
  if (isUnspecified(boundHost)) return `"localhost", "${hostname()}" or an address`;
  return isLoopback(boundHost) ? '"localhost" or a loopback address' : `"${boundHost}" or "localhost"`;
}

/** Whether a host name or an address can only mean this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Whether an address means all of this machine's interfaces. */
export function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
