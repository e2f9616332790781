import { InvokeCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { credentialRemedies } from './credential-remedies.ts';

/** What a function answered, or why there is no answer: one sentence with what to do about it. */
export type InvokeAnswer<Answer = unknown> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly problem: string };

/** One Lambda function to invoke and what to hand over. */
export interface Invocation {
  readonly functionName: string;
  readonly region: string;
  /** How long it may run. */
  readonly timeoutSeconds: number;
  /** What is waited beyond that, so that its own timeout comes first: it may start cold. Default 15 s. */
  readonly patienceMs?: number;
  /** Sent as JSON. */
  readonly event: unknown;
}

const connectionTimeoutMs = 10_000;

/**
 * Invokes a function and waits for its answer (API_Invoke, `RequestResponse`), once: a call that is made again would do its work
 * twice. Never rejects. `Answer` is what the function is known to answer: it is deployed along with whoever invokes it, and what it
 * says is not checked again.
 */
export async function invokeFunction<Answer = unknown>(
  { functionName, region, timeoutSeconds, patienceMs = 15_000, event }: Invocation,
  client: LambdaClientConfig = {},
): Promise<InvokeAnswer<Answer>> {
  const answerTimeoutMs = timeoutSeconds * 1_000 + patienceMs;
  const timeout = AbortSignal.timeout(answerTimeoutMs);
  const lambda = new LambdaClient({
    region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: connectionTimeoutMs },
    ...client,
  });
  const refuse = (why: string): InvokeAnswer<never> => ({
    ok: false,
    problem: `Cannot invoke "${functionName}" in ${region}: ${why}`,
  });
  try {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }),
      { abortSignal: timeout },
    );
    const answer: Answer = JSON.parse(Payload?.transformToString() || 'null');
    return FunctionError === undefined ? { ok: true, answer } : refuse(`it failed: ${messageOf(answer)}`);
  } catch (error) {
    if (timeout.aborted) return refuse(`it gave no answer within ${answerTimeoutMs / 1_000} s`);
    return refuse(explain(error));
  } finally {
    lambda.destroy();
  }
}

/** What people can do about the errors that they meet, by the name that the SDK gives them. */
const remedies: Readonly<Record<string, string>> = {
  ...credentialRemedies,
  InvalidSignatureException: 'AWS refuses the signature, must be made with the right secret key and clock',
  AccessDeniedException: 'the credentials may not, must be allowed lambda:InvokeFunction on it',
  ResourceNotFoundException: 'there is no such function in this account, must be deployed first: "npx cdk deploy"',
  TooManyRequestsException: 'it is throttled: all runs that it may have at once are under way, try again in a minute',
};

const connectionCodes = new Set(['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN']);

function explain(error: unknown): string {
  const { name = '', code = '', message = String(error) } = error as { name?: string; code?: string; message?: string };
  const remedy = remedies[name];
  if (remedy !== undefined) return remedy;
  if (connectionCodes.has(code)) return `AWS cannot be reached from here (${code}), must be: check network and proxy`;
  if (name === 'TimeoutError')
    return 'AWS cannot be reached from here (no connection), must be: check network and proxy';
  return message.split('\n')[0] ?? name;
}

function messageOf(answer: unknown): string {
  const message = (answer as { readonly errorMessage?: unknown } | null)?.errorMessage;
  return typeof message === 'string' ? message : 'its log has the reason';
}
