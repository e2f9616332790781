/** The final answer of an HTTP exchange, as far as it was read. */
export interface HttpAnswer {
  /** The URL that gave it, after redirects. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case; repeated fields joined with `, ` (RFC 9110, section 5.3), except `set-cookie`. */
  readonly headers: ReadonlyMap<string, string>;
  /** Decoded from its content coding; at most `maxBodyBytes`. */
  readonly body: Uint8Array;
  readonly bodyTruncated: boolean;
}
