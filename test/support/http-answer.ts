import type { HttpAnswer } from '../../shared/probes/http-answer.ts';

/** What may differ from a 200 with an empty body. */
export interface AnswerOptions {
  readonly url?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly bodyTruncated?: boolean;
}

/** An HTTP answer as the exchange hands it over. */
export function httpAnswer({ body = '', headers = {}, ...rest }: AnswerOptions = {}): HttpAnswer {
  return {
    url: 'https://shop.example/health',
    status: 200,
    headers: new Map(Object.entries(headers)),
    body: typeof body === 'string' ? Buffer.from(body) : body,
    bodyTruncated: false,
    ...rest,
  };
}
