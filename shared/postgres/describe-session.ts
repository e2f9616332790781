import { formatSeconds } from './quantities.ts';
import type { BlockedSession, PulseSample, RootBlocker, SlowSession } from './sample.ts';

/** Who a session is: `PID 4711 (role shop, application api)`. */
export function describeSession({ pid, user, application }: Pick<SlowSession, 'pid' | 'user' | 'application'>): string {
  const who = describeClient({ user, application });
  return who === '' ? `PID ${pid}` : `PID ${pid} (${who})`;
}

/** A root blocker in one clause: `PID 4711 (role shop), idle in transaction for 5 min`. */
export function describeRoot(root: RootBlocker): string {
  if (isPrepared(root)) return 'A prepared transaction';
  return `${describeSession(root)}, ${root.state ?? 'ended meanwhile'} for ${formatSeconds(root.stateSeconds ?? 0)}`;
}

/** Whether it is a transaction that waits for its second phase, without a session: PostgreSQL reports its process as 0. */
export function isPrepared({ pid }: Pick<RootBlocker, 'pid'>): boolean {
  return pid === 0;
}

/** How to end what blocks others. */
export function endBlocker(root: RootBlocker): string {
  return isPrepared(root)
    ? 'Find it in pg_prepared_xacts, then COMMIT PREPARED or ROLLBACK PREPARED.'
    : `SELECT pg_terminate_backend(${root.pid}) ends the session at the head of the queue.`;
}

/** A statement behind a colon, shortened for a sentence; empty where there is none. */
export function quoteQuery(query: string | null | undefined): string {
  return query === null || query === undefined || query === '' ? '' : `: ${shorten(query)}`;
}

/** A statement that fits into a sentence. */
export function shorten(query: string, length = 160): string {
  return query.length > length ? `${query.slice(0, length - 1).trimEnd()}…` : query;
}

/** The one at the head of the queue that a session waits in, where it is still there. */
export function rootOf({ roots }: PulseSample, blocked: BlockedSession): RootBlocker | undefined {
  return roots.find(({ pid }) => pid === blocked.root);
}

/**
 * Where most connections come from, in one clause: `role shop, application api: 31 idle, 4 active`. Of those in the states that
 * `isMeant` takes.
 */
export function describePeers(
  { peers }: PulseSample,
  isMeant: (state: string) => boolean = () => true,
): string | undefined {
  const sources = new Map<string, { readonly sessions: number; readonly states: readonly string[] }>();
  for (const { state, sessions, ...client } of peers.filter((peer) => isMeant(peer.state))) {
    const source = describeClient(client);
    const known = sources.get(source) ?? { sessions: 0, states: [] };
    sources.set(source, { sessions: known.sessions + sessions, states: [...known.states, `${sessions} ${state}`] });
  }
  const [most] = [...sources].sort(([, a], [, b]) => b.sessions - a.sessions);
  return most === undefined ? undefined : `${most[0] || 'an unnamed client'}: ${most[1].states.join(', ')}`;
}

function describeClient({ user, application }: Pick<SlowSession, 'user' | 'application'>): string {
  return [user && `role ${user}`, application && `application ${application}`].filter(Boolean).join(', ');
}
