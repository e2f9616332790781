import { setTimeout } from 'node:timers/promises';
import type { DatabaseFailure } from '../../model/database-failure.ts';
import type { DatabaseConnection, DatabaseConnector } from '../../ports/database.ts';
import { findTarget, type LoginParts } from './find-target.ts';
import { inTime } from './in-time.ts';
import { type LinkOutcome, openLink } from './link.ts';
import { createSession } from './session.ts';
import type { ConnectionTarget } from './target.ts';

/** What the connector needs besides the network. */
export interface DirectConnectorParts extends LoginParts {
  /** Pause before the one repetition of a connection that the network refused. Default 250. */
  readonly retryAfterMs?: number;
}

const refuse = (failure: DatabaseFailure): DatabaseConnection => ({ ok: false, failure });

/**
 * Connects to PostgreSQL itself, or to a pooler before it, with a verified certificate and by the extended protocol. Aborting
 * the signal ends the session, too.
 */
export function createDirectConnector({ retryAfterMs = 250, ...parts }: DirectConnectorParts): DatabaseConnector {
  return {
    async connect(database, { role, timeoutMs, signal }) {
      const deadlineMs = performance.now() + timeoutMs;
      const leftMs = () => deadlineMs - performance.now();
      if (database.kind !== 'postgres') {
        return refuse({ kind: 'ours', message: `Database "${database.id}" is not reached directly` });
      }
      const login = database.logins[role];
      if (login === undefined) {
        return refuse({ kind: 'ours', message: `Database "${database.id}" has no login for the role "${role}"` });
      }
      const found = await inTime(findTarget(database, login, parts), { timeoutMs, signal });
      if (found.over !== 'done') {
        return refuse({ kind: 'ours', message: `The credentials of database "${database.id}" were not there in time` });
      }
      if (!found.value.ok) return found.value;
      const opened = await openTwice(found.value.target, { leftMs, retryAfterMs, signal });
      return opened.ok ? { ok: true, session: createSession(opened.link, opened.connectMs) } : opened;
    },
  };
}

interface Patience {
  readonly leftMs: () => number;
  readonly retryAfterMs: number;
  readonly signal: AbortSignal | undefined;
}

/** One packet that is lost is not an outage: what the network refused is tried once more. */
async function openTwice(target: ConnectionTarget, { leftMs, retryAfterMs, signal }: Patience): Promise<LinkOutcome> {
  const first = await openLink(target, { timeoutMs: leftMs(), signal });
  if (first.ok || first.failure.kind !== 'unreachable' || leftMs() <= retryAfterMs) return first;
  await setTimeout(retryAfterMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  return openLink(target, { timeoutMs: leftMs(), signal });
}
