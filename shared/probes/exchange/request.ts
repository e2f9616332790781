import { userAgent } from './user-agent.ts';

/** One header field of a request. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
  /** Proves who sends it, or comes from a secret: it is sent to the origin that it was written for and to no other. */
  readonly isConfidential: boolean;
}

/** What a request says. */
export interface RequestParts {
  readonly method: string;
  readonly url: URL;
  readonly fields: readonly HeaderField[];
  readonly body?: string;
}

/** One HTTP request, ready to be sent. */
export interface HttpRequest extends RequestParts {
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** As it goes over the wire: Latin-1 text where there is no body. */
  readonly message: string | Buffer;
}

/** Fields that decide how messages are cut: the exchange writes them itself. */
const ownFields: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'keep-alive',
]);

/** Methods whose requests say that their body is empty (RFC 9110, section 8.6). */
const expectsBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** RFC 9110, section 5.5: visible characters, spaces, tabs, and bytes beyond ASCII. */
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Why a header field cannot be sent, without its value; undefined where it can. */
export function objectToField({ name, value }: Pick<HeaderField, 'name' | 'value'>): string | undefined {
  if (!tokenPattern.test(name))
    return `Cannot send header ${JSON.stringify(name)}: it must be a name of letters, digits and hyphens`;
  if (ownFields.has(name.toLowerCase())) return `Cannot send header "${name}": it is set by the probe itself`;
  if (/[\r\n\0]/.test(value))
    return `Cannot send header "${name}": its value has a line break or a NUL, must be one line`;
  if (!valuePattern.test(value))
    return `Cannot send header "${name}": its value has characters that no header can hold`;
  return undefined;
}

/** Puts a request together. Its fields must have passed `objectToField`. */
export function createRequest(parts: RequestParts): HttpRequest {
  const { url } = parts;
  const isSecure = url.protocol === 'https:';
  return {
    ...parts,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    isSecure,
    message: formatMessage(parts),
  };
}

/** RFC 9112, section 3. */
function formatMessage({ method, url, fields, body }: RequestParts): string | Buffer {
  const given = new Set(fields.map(({ name }) => name.toLowerCase()));
  const bodyBytes = body === undefined ? undefined : Buffer.from(body, 'utf8');
  const lines = [
    `${method} ${url.pathname}${url.search} HTTP/1.1`,
    ...(given.has('host') ? [] : [`host: ${url.host}`]),
    ...(given.has('user-agent') ? [] : [`user-agent: ${userAgent}`]),
    ...(given.has('accept') ? [] : ['accept: */*']),
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    ...(bodyBytes === undefined && !expectsBody.has(method) ? [] : [`content-length: ${bodyBytes?.length ?? 0}`]),
    'connection: close',
  ];
  const head = `${lines.join('\r\n')}\r\n\r\n`;
  return bodyBytes === undefined ? head : Buffer.concat([Buffer.from(head, 'latin1'), bodyBytes]);
}
