import { isPhoneNumber } from '../../shared/channels/phone-number.ts';
import { shorten } from '../../shared/channels/shorten.ts';
import { signatureHeader, signBody } from '../../shared/channels/sign-body.ts';
import type { HttpContent, PhoneContent } from '../../shared/model/channel-content.ts';
import { isSecretRef } from '../../shared/model/secret-ref.ts';
import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { HttpPoster } from '../../shared/ports/http-poster.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import type { PhonePublisher } from '../../shared/ports/phone-publisher.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';
import type { TopicPublisher } from '../../shared/ports/topic-publisher.ts';
import { redacted } from '../../shared/redaction/credential-forms.ts';
import { redactText } from '../../shared/redaction/redact-text.ts';
import { classifyAnswer } from './classify-answer.ts';
import { readRequest } from './read-request.ts';

/** What a sending outbox needs. */
export interface OutboxPorts {
  readonly publisher: TopicPublisher;
  readonly phones: PhonePublisher;
  readonly poster: HttpPoster;
  readonly secrets: Secrets;
  readonly clock: Clock;
}

/** UTF-16 units of a problem: enough for the receiver's own words, short enough for a table. */
const mostOfProblem = 300;

/** What of a receiver's words is looked at for them: an answer may be long, and redacting it all takes its time. */
const mostOfWords = 4_096;

/** The outbox that really sends: topics and numbers by SNS, the rest by HTTP. Secrets are read here and nowhere else. */
export function createOutbox(ports: OutboxPorts): Outbox {
  return {
    async send({ channel, content, timeoutMs }) {
      switch (content.via) {
        case 'http':
          return await sendByHttp(content, timeoutMs, ports);
        case 'phone':
          return await sendToPhone(content, timeoutMs, ports);
        case 'topic': {
          const { subject, message } = content;
          const words = subject === undefined ? { message } : { subject, message };
          return await ports.publisher.publish({ channel, ...words, timeoutMs });
        }
      }
    },
  };
}

async function sendByHttp(content: HttpContent, timeoutMs: number, ports: OutboxPorts): Promise<SendOutcome> {
  const { poster, clock } = ports;
  const request = await readRequest(content, ports.secrets);
  if ('problem' in request) return request;
  const { url, body, signingSecret, secrets } = request;
  const signature =
    signingSecret === undefined
      ? {}
      : { [signatureHeader]: signBody(body, { secret: signingSecret, nowMs: clock.now() }) };
  const answer = await poster.post({ url, headers: { ...request.headers, ...signature }, body, timeoutMs });
  return withoutSecrets(classifyAnswer(answer, clock.now(), content.answer), secrets);
}

async function sendToPhone(
  { to, message }: PhoneContent,
  timeoutMs: number,
  { phones, secrets }: OutboxPorts,
): Promise<SendOutcome> {
  let number: string;
  try {
    number = (isSecretRef(to) ? await secrets.get(to) : to).trim();
  } catch (error) {
    return { result: 'retry', problem: error instanceof Error ? error.message : 'Cannot read a secret' };
  }
  if (!isPhoneNumber(number)) {
    const whose = isSecretRef(to) ? `of secret "${to.secret}"` : 'of the channel';
    const problem = `Cannot text the number ${whose}: it is not a phone number, must be like "+12025550101"`;
    return { result: 'rejected', problem };
  }
  return withoutSecrets(await phones.publish({ to: number, message, timeoutMs }), [number]);
}

/** A receiver may answer with what it was sent: its words are told without the secrets of this very request. */
function withoutSecrets(outcome: SendOutcome, secrets: readonly string[]): SendOutcome {
  if (outcome.result === 'delivered') return outcome;
  const words = outcome.problem.slice(0, mostOfWords);
  const problem = secrets.reduce((text, secret) => text.replaceAll(secret, redacted), words);
  return { ...outcome, problem: shorten(redactText(problem), mostOfProblem) };
}
