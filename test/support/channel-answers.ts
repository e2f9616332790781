import type { ChannelContent, HttpContent } from '../../shared/model/channel-content.ts';
import { secretPath } from './channel-vendor.ts';
import type { Reply } from './receiver.ts';

/** What a vendor may answer, and what it means for a delivery. */
export interface VendorAnswer {
  readonly what: string;
  readonly reply: Reply;
  /** The error code by which SNS says the same. */
  readonly code?: string;
  readonly result: 'delivered' | 'retry' | 'rejected';
  readonly retryAfterMs?: number;
}

/** What any vendor may answer. */
const common: readonly VendorAnswer[] = [
  { what: 'overload', reply: { status: 429 }, code: 'ThrottledException', result: 'retry' },
  { what: 'a failure on the other side', reply: { status: 500, body: 'oops' }, code: 'InternalError', result: 'retry' },
  { what: 'an outage on the other side', reply: { status: 503 }, code: 'ServiceUnavailable', result: 'retry' },
  {
    what: 'a receiver that is not there',
    reply: { status: 404, body: `no_service ${secretPath}` },
    code: 'NotFound',
    result: 'rejected',
  },
  { what: 'a refusal', reply: { status: 403, body: 'invalid_token' }, code: 'AuthorizationError', result: 'rejected' },
  { what: 'silence', reply: 'silence', result: 'retry' },
  { what: 'a broken connection', reply: 'reset', result: 'retry' },
];

const byHttp: readonly VendorAnswer[] = [
  ...common,
  {
    what: 'overload for a while',
    reply: { status: 429, headers: { 'retry-after': '7' } },
    result: 'retry',
    retryAfterMs: 7_000,
  },
  { what: 'a redirect', reply: { status: 308, headers: { location: 'http://127.0.0.1:1/' } }, result: 'rejected' },
  { what: 'a body that it does not like', reply: { status: 400, body: 'invalid event' }, result: 'rejected' },
];

const slackRefusal = (error: string) => ({ status: 200, body: JSON.stringify({ ok: false, error }) });

const teamsFailure = (status: number) => ({
  status: 200,
  body: `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status} with ContextId tcid=0.`,
});

type Answers = readonly [VendorAnswer, ...VendorAnswer[]];

const answers = {
  status: [
    { what: 'success', reply: { status: 200, body: 'ok' }, result: 'delivered' },
    { what: 'acceptance', reply: { status: 202, body: '{"status":"success"}' }, result: 'delivered' },
    ...byHttp,
  ],
  slack: [
    { what: 'success', reply: { status: 200, body: '{"ok":true,"ts":"1503435956.000247"}' }, result: 'delivered' },
    ...['ratelimited', 'rate_limited', 'internal_error', 'service_unavailable', 'fatal_error', 'request_timeout'].map(
      (error) => ({ what: `"${error}"`, reply: slackRefusal(error), result: 'retry' as const }),
    ),
    ...['channel_not_found', 'not_in_channel', 'is_archived', 'invalid_auth', 'token_revoked', 'missing_scope'].map(
      (error) => ({ what: `"${error}"`, reply: slackRefusal(error), result: 'rejected' as const }),
    ),
    { what: 'a page of somebody in between', reply: { status: 200, body: '<html>' }, result: 'retry' },
    {
      what: 'a rate limit with a time',
      reply: { ...slackRefusal('ratelimited'), headers: { 'retry-after': '30' } },
      result: 'retry',
      retryAfterMs: 30_000,
    },
    ...byHttp,
  ],
  teams: [
    { what: 'acceptance by a workflow', reply: { status: 202 }, result: 'delivered' },
    { what: 'success of a connector', reply: { status: 200, body: '1' }, result: 'delivered' },
    { what: 'a hidden rate limit', reply: teamsFailure(429), result: 'retry' },
    { what: 'a hidden failure', reply: teamsFailure(502), result: 'retry' },
    { what: 'a hidden refusal', reply: teamsFailure(400), result: 'rejected' },
    { what: 'a hidden size limit', reply: teamsFailure(413), result: 'rejected' },
    {
      what: 'an outage behind a connector',
      reply: {
        status: 200,
        body: 'Webhook message delivery failed with error: Error contacting Microsoft Teams endpoint',
      },
      result: 'retry',
    },
    ...byHttp,
  ],
} as const satisfies Record<NonNullable<HttpContent['answer']>, Answers>;

const bySns: Answers = [{ what: 'success', reply: { status: 200 }, result: 'delivered' }, ...common];

/** What the receiver of a content may answer; the first is its usual success. */
export function answersOf(content: ChannelContent): Answers {
  return content.via === 'http' ? answers[content.answer ?? 'status'] : bySns;
}
