import type { HttpAnswer, HttpPost, HttpPoster } from '../../shared/ports/http-poster.ts';

/** UTF-16 units of an answer that are read: Slack repeats the whole message, and says in between what it is called. */
const mostOfAnswer = 524_288;

/** Posts with the platform's `fetch`: no redirects, a total timeout, and at most half a million characters of the answer. */
export function createFetchPoster(): HttpPoster {
  return {
    async post(request) {
      try {
        return await post(request);
      } catch (error) {
        return { answered: false, problem: describeFailure(error, request.timeoutMs) };
      }
    },
  };
}

async function post({ url, headers, body, timeoutMs }: HttpPost): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
  const retryAfter = response.headers.get('retry-after');
  return {
    answered: true,
    status: response.status,
    ...(retryAfter === null ? {} : { retryAfter }),
    body: await readStart(response),
  };
}

/** The start of the body as one line. The status already decides: a body that breaks off is no reason to send again. */
async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (text.length >= mostOfAnswer) break;
    }
  } catch {
    // What was read so far is kept.
  }
  return text
    .slice(0, mostOfAnswer)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** Why no answer came. Messages of `fetch` may hold the address, which may be the secret, so only codes are told. */
function describeFailure(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `No answer within ${timeoutMs} ms`;
  const code = error instanceof Error ? (error.cause as { readonly code?: unknown } | undefined)?.code : undefined;
  return typeof code === 'string' ? `No answer: ${code}` : 'No answer: the connection failed';
}
