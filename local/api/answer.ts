import type { Context } from 'hono';
import type { ApiError } from './types.ts';

/** Answers with one sentence about what is wrong. */
export function refuse(
  context: Context,
  status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 500 | 503,
  error: string,
): Response {
  return context.json({ error } satisfies ApiError, status);
}

/** Answers with a view, or with 404 where there is none. */
export function answerFound<View extends object>(context: Context, view: View | undefined, what: string): Response {
  return view === undefined
    ? refuse(context, 404, `Cannot find ${what}: there is none by that name`)
    : context.json(view);
}

/** The body as JSON; undefined where it is none, which no route takes for a body. */
export async function readJson(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
