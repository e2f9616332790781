import type { HttpContent } from '../../shared/model/channel-content.ts';
import { isSecretRef, type SecretRef } from '../../shared/model/secret-ref.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';

/** A request with its secrets in place, or why there is none: `retry` where that may change by itself. */
export type ReadRequest =
  | {
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly signingSecret?: string;
      /** Every value that must not be told to anybody, whatever the receiver answers. */
      readonly secrets: readonly string[];
    }
  | { readonly result: 'retry' | 'rejected'; readonly problem: string };

/** Reads the secrets that a POST needs and puts them where they belong; signing is left to whoever knows the time. */
export async function readRequest(content: HttpContent, secrets: Secrets): Promise<ReadRequest> {
  const read = await readSecrets(content, secrets);
  // A store of secrets that is out of reach comes back; one that lacks the name is found out by the last attempt.
  if ('problem' in read) return { result: 'retry', problem: read.problem };
  const { url, bearer, signingSecret, inBody } = read;
  const values = [bearer, signingSecret, ...Object.values(inBody)].filter((value) => value !== undefined);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return rejected('Cannot post to the address: it is not a URL, must be an http or https URL');
  if (bearer !== undefined && !/^[\x21-\x7e]+$/.test(bearer))
    return rejected('Cannot send the token: it holds what no header may hold, must be the token alone');
  const body = addToBody(content.body, inBody);
  if (body === undefined) return rejected('Cannot add a secret to the body: it is not JSON of an object, must be one');
  return {
    url,
    headers: { ...content.headers, ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) },
    body,
    ...(signingSecret === undefined ? {} : { signingSecret }),
    secrets: [...secretParts(url), ...values].filter((value) => value !== ''),
  };
}

const rejected = (problem: string) => ({ result: 'rejected', problem }) as const;

interface ReadSecrets {
  readonly url: string;
  readonly bearer?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly inBody: Readonly<Record<string, string>>;
}

async function readSecrets(
  { url, bearer, signWith, bodySecrets = {} }: HttpContent,
  secrets: Secrets,
): Promise<ReadSecrets | { readonly problem: string }> {
  const readOptional = async (ref: SecretRef | undefined) => (ref === undefined ? undefined : await secrets.get(ref));
  const readEntry = async ([name, ref]: readonly [string, SecretRef]) => [name, await secrets.get(ref)] as const;
  try {
    const [address, token, signingSecret, entries] = await Promise.all([
      isSecretRef(url) ? secrets.get(url) : url,
      readOptional(bearer),
      readOptional(signWith),
      Promise.all(Object.entries(bodySecrets).map(readEntry)),
    ]);
    return { url: address, bearer: token, signingSecret, inBody: Object.fromEntries(entries) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'Cannot read a secret' };
  }
}

/** The body with its secret members; untouched where there are none. */
function addToBody(body: string, members: Readonly<Record<string, string>>): string | undefined {
  if (Object.keys(members).length === 0) return body;
  try {
    const value: unknown = JSON.parse(body);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? JSON.stringify({ ...value, ...members }) : undefined;
  } catch {
    return undefined;
  }
}

/** The address, and whatever in it is long enough to be its secret. */
function secretParts(url: string): readonly string[] {
  const { pathname, search } = new URL(url);
  return [url, ...`${pathname}${search}`.split(/[/?&=]/).filter((part) => part.length >= 8)];
}
