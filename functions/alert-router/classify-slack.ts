import type { SendOutcome } from '../../shared/model/send-outcome.ts';

/** Errors that pass (https://docs.slack.dev/reference/methods/chat.postMessage, "Errors"); `rate_limited` is an older name. */
const passing: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'service_unavailable',
  'fatal_error',
  'request_timeout',
]);

interface SlackAnswer {
  readonly ok?: unknown;
  readonly error?: unknown;
  readonly ts?: unknown;
  readonly message?: { readonly thread_ts?: unknown };
}

/** What a successful status of Slack's Web API means: it says in the body whether it did what it was asked for. */
export function classifySlack(body: string): SendOutcome {
  const answer = parse(body);
  // An answer that broke off behind this is one, and sending again would tell the same twice.
  if (answer === undefined && body.startsWith('{"ok":true')) return { result: 'delivered' };
  if (answer === undefined) return { result: 'retry', problem: `Slack gave no answer of its own: ${body}` };
  if (answer.ok === true) return { result: 'delivered', ...threadOf(answer) };
  const error = typeof answer.error === 'string' ? answer.error : 'no reason given';
  return { result: passing.has(error) ? 'retry' : 'rejected', problem: `Slack: ${error}` };
}

/** A reply names the thread that it is in: Slack wants the first message there, never a reply. */
function threadOf({ ts, message }: SlackAnswer): { readonly thread?: string } {
  const thread = message?.thread_ts ?? ts;
  return typeof thread === 'string' ? { thread } : {};
}

function parse(body: string): SlackAnswer | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
