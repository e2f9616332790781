import type { Context, Handler } from 'hono';
import type { WatchSource } from './watch-source.ts';

/**
 * Hands requests to acknowledge links on as they are, and their answers back. They stand before the guard against other pages:
 * their forms carry a signed token of their own, and come from a page without an origin.
 */
export function createLinkRoute(source: Pick<WatchSource, 'answerLink'>): Handler {
  return async (context: Context) => {
    const { method, path } = context.req;
    const contentType = context.req.header('content-type');
    const answer = await source.answerLink({
      ...{ method, path, body: await context.req.text() },
      headers: contentType === undefined ? {} : { 'content-type': contentType },
    });
    return new Response(answer.body === '' ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
}
