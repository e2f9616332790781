import { actionLink, linkLifetimeMs } from '../../shared/actions/action-link.ts';
import { signActionToken } from '../../shared/actions/action-token.ts';
import type { LinkReader, RouterPorts } from './router-ports.ts';

/** What signing links takes. */
export interface LinkParts {
  readonly service: string;
  readonly environment: string;
  /** Where links lead; empty where there is nobody to answer them. */
  readonly baseUrl: () => string;
  readonly secret: () => Promise<string>;
}

/** Signs a link for each reader: it says who was told, works for a week, and acts on that incident alone. */
export function createActionLinks({ service, environment, baseUrl, secret }: LinkParts): RouterPorts['actionLink'] {
  return async ({ incident, channel, nowMs }: LinkReader) => {
    const base = baseUrl();
    if (base === '') return undefined;
    const scope = `${service}/${environment}`;
    const claim = { scope, incident, by: channel, expiresAtMs: nowMs + linkLifetimeMs };
    return actionLink(base, signActionToken(claim, await secret()));
  };
}
