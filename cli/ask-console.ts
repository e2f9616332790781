import { Option } from 'commander';
import type { WatchView } from '../local/api/types.ts';
import type { Plan } from '../shared/plan/plan.ts';

/** What the console answered, or one sentence on why it did not. */
export type ConsoleAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly problem: string };

/** `--url`: where a console runs. */
export function consoleOption(): Option {
  return new Option('--url <address>', 'the console of "watchkeeper start"').default('http://127.0.0.1:4600');
}

/** What to do where the right console is at another address. */
const otherAddress = 'where it listens on another port, name it: --url http://127.0.0.1:4700';

/** Writing a report reads a day of metrics; everything else answers at once. */
const answerTimeoutMs = 60_000;

/** Asks the API of a running console; `post` sends an empty object. Never rejects. */
export async function askConsole(
  url: string,
  path: string,
  method: 'get' | 'post' = 'get',
): Promise<ConsoleAnswer<string>> {
  const refuse = (why: string) => ({ ok: false, problem: `Cannot ask the console at ${url}: ${why}` }) as const;
  try {
    const response = await fetch(new URL(path, url), {
      signal: AbortSignal.timeout(answerTimeoutMs),
      ...(method === 'post' ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' } : {}),
    });
    const text = await response.text();
    return response.ok
      ? { ok: true, answer: text }
      : refuse(errorOf(text) ?? `it answers with status ${response.status}`);
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return refuse('it does not answer in time');
    return refuse(`nothing listens there, must be running: "watchkeeper start"; ${otherAddress}`);
  }
}

/** The same for an answer in JSON. */
export async function askConsoleJson<Answer>(
  url: string,
  path: string,
  method: 'get' | 'post' = 'get',
): Promise<ConsoleAnswer<Answer>> {
  const asked = await askConsole(url, path, method);
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

/** Why a console is not the one of a plan; undefined where it is. */
export async function findOtherConsole(url: string, { service, environment }: Plan): Promise<string | undefined> {
  const asked = await askConsoleJson<Partial<WatchView>>(url, '/api/watch');
  if (!asked.ok) return asked.problem;
  const { service: other, environment: otherEnvironment } = asked.answer;
  if (other === service && otherEnvironment === environment) return undefined;
  return `Cannot ask the console at ${url}: it watches ${other}, environment ${otherEnvironment}, must be ${service}, environment ${environment}; ${otherAddress}`;
}

function errorOf(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { readonly error?: unknown };
    return typeof error === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}
