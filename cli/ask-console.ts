import { Option } from 'commander';
import type { WatchView } from '../local/api/types.ts';
import type { Plan } from '../shared/plan/plan.ts';
import { consolePort } from './console-port.ts';

/** What the console answered, or one sentence on why it did not. */
export type ConsoleAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | {
      readonly ok: false;
      readonly problem: string;
      /** HTTP status, where the console itself refuses. */
      readonly status?: number;
    };

/** `--url`: where a console runs. */
export function consoleOption(): Option {
  return new Option('--url <address>', 'the console of "watchkeeper start"').default(`http://127.0.0.1:${consolePort}`);
}

/** What to do where the right console is at another address. */
const otherAddress = 'where it listens on another port, name it: --url http://127.0.0.1:4700';

/** Writing a report reads a day of metrics; everything else answers at once. */
const answerTimeoutMs = 60_000;

/** What is asked: an answer, or that something is done; `body` goes as JSON. */
export type ConsoleRequest = 'get' | 'post' | { readonly body: unknown };

/**
 * Asks the API of a running console; `post` sends an empty object. Never rejects. What the console itself refuses is told in
 * its own sentence.
 */
export async function askConsole(
  url: string,
  path: string,
  request: ConsoleRequest = 'get',
): Promise<ConsoleAnswer<string>> {
  const refuse = (why: string) => ({ ok: false, problem: `Cannot ask the console at ${url}: ${why}` }) as const;
  try {
    const response = await fetch(new URL(path, url), {
      signal: AbortSignal.timeout(answerTimeoutMs),
      ...(request === 'get' ? {} : post(request === 'post' ? {} : request.body)),
    });
    const text = await response.text();
    if (response.ok) return { ok: true, answer: text };
    const { status } = response;
    const error = errorOf(text);
    return error === undefined ? refuse(`it answers with status ${status}`) : { ok: false, problem: error, status };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return refuse('it does not answer in time');
    return refuse(`nothing listens there, must be running: "watchkeeper start"; ${otherAddress}`);
  }
}

const post = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The same for an answer in JSON. */
export async function askConsoleJson<Answer>(
  url: string,
  path: string,
  request: ConsoleRequest = 'get',
): Promise<ConsoleAnswer<Answer>> {
  const asked = await askConsole(url, path, request);
  if (!asked.ok) return asked;
  try {
    return { ok: true, answer: JSON.parse(asked.answer) };
  } catch {
    return {
      ok: false,
      problem: `Cannot read the answer of ${url}: it is no JSON, must be a Watchkeeper console; ${otherAddress}`,
    };
  }
}

/** What the console of a plan says of its watch, or why the one at this address is not that console. */
export async function askWatch(url: string, { service, environment }: Plan): Promise<ConsoleAnswer<WatchView>> {
  const asked = await askConsoleJson<WatchView>(url, '/api/watch');
  if (!asked.ok) return asked;
  const { service: other, environment: otherEnvironment } = asked.answer;
  if (other === service && otherEnvironment === environment) return asked;
  const problem = `Cannot ask the console at ${url}: it watches ${other}, environment ${otherEnvironment}, must be ${service}, environment ${environment}; ${otherAddress}`;
  return { ok: false, problem };
}

/** Why a console is not the one of a plan; undefined where it is. */
export async function findOtherConsole(url: string, plan: Plan): Promise<string | undefined> {
  const asked = await askWatch(url, plan);
  return asked.ok ? undefined : asked.problem;
}

function errorOf(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { readonly error?: unknown };
    return typeof error === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}
