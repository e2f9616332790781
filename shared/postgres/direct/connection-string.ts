/** What a connection string says; its query (`sslmode`, `options`, ...) is not read. */
export interface ConnectionString {
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port?: number;
  readonly database?: string;
}

/**
 * Reads `postgresql://user:password@host:port/database`. Undefined where it is anything else, or where a part of a password
 * could be taken for a host: `@`, `/`, `?` and `#` must be percent-encoded.
 */
export function parseConnectionString(text: string): ConnectionString | undefined {
  const url = URL.parse(text.trim());
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return undefined;
  if (url.hash !== '' || /@|.\//.test(url.pathname) || url.search.includes('@')) return undefined;
  const user = decode(url.username);
  const password = decode(url.password);
  const host = decode(url.hostname.replace(/^\[(.*)\]$/, '$1'));
  const database = decode(url.pathname.slice(1));
  if (user === undefined || password === undefined || host === undefined || database === undefined) return undefined;
  if (user === '' || host === '') return undefined;
  return {
    user,
    password,
    host,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(database === '' ? {} : { database }),
  };
}

/** Undefined where the encoding is broken, or holds the byte that ends a text in PostgreSQL's protocol. */
function decode(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text);
    return decoded.includes('\0') ? undefined : decoded;
  } catch {
    return undefined;
  }
}
