/** One POST with everything resolved: secrets stand in it, so it is never logged. */
export interface HttpPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

/** What came back: an answer (its body shortened), or why none came, in words that hold neither address nor secret. */
export type HttpAnswer =
  | { readonly answered: true; readonly status: number; readonly retryAfter?: string; readonly body: string }
  | { readonly answered: false; readonly problem: string };

/** Posts once, without following redirects. Never rejects. */
export interface HttpPoster {
  post(request: HttpPost): Promise<HttpAnswer>;
}
