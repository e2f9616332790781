import { shorten } from '../../shared/channels/shorten.ts';
import { signatureHeader, signBody } from '../../shared/channels/sign-body.ts';
import type { HttpContent } from '../../shared/model/channel-content.ts';
import { isSecretRef, type SecretRef } from '../../shared/model/secret-ref.ts';
import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { HttpPoster } from '../../shared/ports/http-poster.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';
import type { TopicPublisher } from '../../shared/ports/topic-publisher.ts';
import { redacted } from '../../shared/redaction/credential-forms.ts';
import { redactText } from '../../shared/redaction/redact-text.ts';
import { classifyAnswer } from './classify-answer.ts';

/** What a sending outbox needs. */
export interface OutboxPorts {
  readonly publisher: TopicPublisher;
  readonly poster: HttpPoster;
  readonly secrets: Secrets;
  readonly clock: Clock;
}

/** UTF-16 units of a problem: enough for the receiver's own words, short enough for a table. */
const mostOfProblem = 300;

/** The outbox that really sends: topics by SNS, the rest by HTTP. Secrets are read here and nowhere else. */
export function createOutbox(ports: OutboxPorts): Outbox {
  return {
    async send({ channel, content, timeoutMs }) {
      if (content.via === 'http') return await sendByHttp(content, timeoutMs, ports);
      const { subject, message } = content;
      return await ports.publisher.publish({
        channel,
        ...(subject === undefined ? {} : { subject }),
        message,
        timeoutMs,
      });
    },
  };
}

async function sendByHttp(content: HttpContent, timeoutMs: number, ports: OutboxPorts): Promise<SendOutcome> {
  const { poster, clock } = ports;
  const read = await readSecrets(content, ports.secrets);
  // A store of secrets that is out of reach comes back; one that lacks the name is found out by the last attempt.
  if ('problem' in read) return { result: 'retry', problem: read.problem };
  const { url, signingSecret } = read;
  const { headers, body } = content;
  const signed =
    signingSecret === undefined
      ? {}
      : { [signatureHeader]: signBody(body, { secret: signingSecret, nowMs: clock.now() }) };
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return { result: 'rejected', problem: 'Cannot post to the address: it is not a URL, must be an http or https URL' };
  }
  const answer = await poster.post({ url, headers: { ...headers, ...signed }, body, timeoutMs });
  const secrets = [...secretParts(url), ...(signingSecret === undefined ? [] : [signingSecret])];
  return withoutSecrets(classifyAnswer(answer, clock.now()), secrets);
}

type ReadSecrets = { readonly url: string; readonly signingSecret?: string } | { readonly problem: string };

async function readSecrets({ url, signWith }: HttpContent, secrets: Secrets): Promise<ReadSecrets> {
  const read = async (value: string | SecretRef) => (isSecretRef(value) ? await secrets.get(value) : value);
  try {
    const [address, signingSecret] = await Promise.all([
      read(url),
      signWith === undefined ? undefined : read(signWith),
    ]);
    return { url: address, ...(signingSecret === undefined ? {} : { signingSecret }) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'Cannot read a secret' };
  }
}

/** The address, and whatever in it is long enough to be its secret. */
function secretParts(url: string): readonly string[] {
  const { pathname, search } = new URL(url);
  return [url, ...`${pathname}${search}`.split(/[/?&=]/).filter((part) => part.length >= 8)];
}

/** A receiver may answer with what it was sent: its words are told without the secrets of this very request. */
function withoutSecrets(outcome: SendOutcome, secrets: readonly string[]): SendOutcome {
  if (outcome.result === 'delivered') return outcome;
  const problem = secrets.reduce((text, secret) => text.replaceAll(secret, redacted), outcome.problem);
  return { ...outcome, problem: shorten(redactText(problem), mostOfProblem) };
}
