import type { JsonValue } from 'jsonpath-rfc9535';
import type { KpiSource, KpiSpec } from '../model/kpi.ts';
import { viewAnswer } from '../probes/assertions/answer-view.ts';
import { formatBytes, quote } from '../probes/assertions/excerpt.ts';
import { leftMs, startAttempt } from '../probes/attempt.ts';
import { isFailure } from '../probes/failure.ts';
import type { HttpSpec } from '../probes/http.ts';
import type { HttpAnswer } from '../probes/http-answer.ts';
import { prepareRequest } from '../probes/http-request.ts';
import type { ProbeContext } from '../probes/probe.ts';
import { redactSecrets } from '../probes/redact.ts';
import { requestAnswer } from '../probes/run-http.ts';
import { readJson } from './read-json.ts';
import type { ValueOptions } from './read-value.ts';
import { badReading, type KpiReading } from './reading.ts';

/** A source that is asked over HTTP. */
export type HttpKpiSource = Extract<KpiSource, { readonly kind: 'http' }>;

const bodyBytesMost = 1_048_576;

/** An attempt that ended with no more than this left of its time ended because of that. */
const spentMs = 10;

/**
 * Asks an HTTP address for a number, the same way as a probe: addresses of other networks are refused, certificates are
 * verified, secrets do not appear in reasons. Throws where the JSONPath is none.
 */
export async function askHttp(
  { source, timeoutMs, measures }: Pick<KpiSpec, 'timeoutMs' | 'measures'> & { readonly source: HttpKpiSource },
  { context, realNow }: { readonly context: ProbeContext; readonly realNow: () => number },
): Promise<KpiReading> {
  const spec = toHttpSpec(source, timeoutMs);
  const prepared = await prepareRequest(spec, context);
  if (isFailure(prepared)) return { ...badReading(prepared.reason), isOurs: prepared.blame === 'probe' };
  const attempt = startAttempt(context, timeoutMs);
  const answer = await requestAnswer(spec, prepared.request, attempt);
  const reading: KpiReading = isFailure(answer)
    ? {
        ...badReading(answer.reason),
        outcome: leftMs(attempt) <= spentMs ? 'timeout' : 'error',
        isOurs: answer.blame === 'probe',
      }
    : readBody(answer, source.json, { measures, nowMs: realNow() });
  if (reading.kind !== 'failed') return reading;
  return { ...reading, reason: redactSecrets(reading.reason, prepared.secretValues) };
}

function toHttpSpec({ url, headers, allowNetworks }: HttpKpiSource, timeoutMs: number): HttpSpec {
  return {
    kind: 'http',
    url,
    method: 'GET',
    headers: { accept: 'application/json', ...headers },
    timeoutMs,
    connectTimeoutMs: timeoutMs,
    retry: { times: 0, delayMs: 0, backoff: 'fixed' },
    allowNetworks,
    ipVersion: 'any',
    latency: {},
    ca: [],
    dangerouslySkipTlsVerify: false,
    followRedirects: 5,
    maxBodyBytes: bodyBytesMost,
    expect: {},
  };
}

function readBody(answer: HttpAnswer, path: string, options: ValueOptions): KpiReading {
  const { status, bodyTruncated } = answer;
  if (status < 200 || status > 299) return badReading(`The answer has status ${status}, must be one from 200 to 299`);
  if (bodyTruncated) return badReading(`The answer is longer than ${formatBytes(bodyBytesMost)}`);
  const view = viewAnswer(answer);
  const json = view.json();
  if ('problem' in json) {
    const shown = view.text().trim() === '' ? '' : `: ${quote(view.text())}`;
    return badReading(`The answer has ${json.problem}, must be JSON${shown}`);
  }
  return readJson(json.value as JsonValue, path, options);
}
