import type { HttpSpec } from '../../shared/probes/http.ts';
import { impatient } from './probe-context.ts';

/** A GET of one URL on the loopback addresses; a test passes what differs. */
export function httpSpec(url: string, differs: Partial<HttpSpec> = {}): HttpSpec {
  return {
    kind: 'http',
    url,
    method: 'GET',
    headers: {},
    followRedirects: 5,
    maxBodyBytes: 1024 * 1024,
    expect: {},
    ca: [],
    dangerouslySkipTlsVerify: false,
    ...impatient,
    ...differs,
  };
}
