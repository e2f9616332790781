import { describe, expect, it } from 'vitest';
import packageFile from '../../../../package.json' with { type: 'json' };
import {
  createRequest,
  type HeaderField,
  objectToField,
  type RequestParts,
} from '../../../../shared/probes/exchange/request.ts';
import { userAgent } from '../../../../shared/probes/exchange/user-agent.ts';

const field = (name: string, value: string): HeaderField => ({ name, value, isConfidential: false });

function create({
  url = 'https://shop.example/health?full=1#top',
  ...differs
}: Partial<Omit<RequestParts, 'url'>> & { readonly url?: string }) {
  return createRequest({ method: 'GET', url: new URL(url), fields: [], ...differs });
}

const linesOf = (message: string | Buffer): readonly string[] => message.toString('latin1').split('\r\n');

describe('createRequest()', () => {
  it('says who asks whom for what, and that the connection ends with the answer', () => {
    expect(linesOf(create({}).message)).toEqual([
      'GET /health?full=1 HTTP/1.1',
      'host: shop.example',
      `user-agent: ${userAgent}`,
      'accept: */*',
      'connection: close',
      '',
      '',
    ]);
  });

  it('lets fields of the definition take the place of its own', () => {
    const fields = [
      field('Host', 'other.example'),
      field('User-Agent', 'mine'),
      field('Accept', 'text/html'),
      field('x-a', '1'),
    ];
    expect(linesOf(create({ fields }).message)).toEqual([
      'GET /health?full=1 HTTP/1.1',
      'Host: other.example',
      'User-Agent: mine',
      'Accept: text/html',
      'x-a: 1',
      'connection: close',
      '',
      '',
    ]);
  });

  it('sends a body with its length in bytes', () => {
    const { message } = create({ method: 'POST', body: '{"name":"Café"}' });
    expect(linesOf(message)).toContain('content-length: 16');
    expect(Buffer.from(message).toString('utf8')).toMatch(/\r\n\r\n\{"name":"Café"\}$/);
  });

  it.each(['POST', 'PUT', 'PATCH'])('says that a %s without a body has none', (method) => {
    expect(linesOf(create({ method }).message)).toContain('content-length: 0');
  });

  it('escapes what a URL must not hold, so that nothing can be smuggled into the header', () => {
    const { message } = create({ url: 'https://shop.example/a b\r\nx: y?q=ü\n1' });
    expect(linesOf(message)[0]).toBe('GET /a%20bx:%20y?q=%C3%BC1 HTTP/1.1');
  });

  it.each([
    ['https://shop.example/', 'shop.example', 443, true],
    ['http://shop.example/', 'shop.example', 80, false],
    ['http://shop.example:8080/', 'shop.example', 8080, false],
    ['https://[2001:db8::7]:8443/', '2001:db8::7', 8443, true],
    ['http://0x7f.1/', '127.0.0.1', 80, false],
  ])('knows where to connect for %s', (url, hostname, port, isSecure) => {
    expect(create({ url })).toMatchObject({ hostname, port, isSecure });
  });
});

describe('objectToField()', () => {
  it.each([
    ['x-a', 'plain'],
    ['X_a.b~c', 'tab\tand space'],
    ['accept-language', 'caf\xe9'],
    ['x-empty', ''],
  ])('has nothing against %s: %s', (name, value) => {
    expect(objectToField({ name, value })).toBeUndefined();
  });

  it.each([
    ['x-a', 'one\r\nx-b: two', 'Cannot send header "x-a": its value has a line break or a NUL, must be one line'],
    ['x-a', 'one\ntwo', 'Cannot send header "x-a": its value has a line break or a NUL, must be one line'],
    ['x-a', 'nul\0', 'Cannot send header "x-a": its value has a line break or a NUL, must be one line'],
    ['x-a', 'snow \u2603', 'Cannot send header "x-a": its value has characters that no header can hold'],
    ['x-a', 'bell \x07', 'Cannot send header "x-a": its value has characters that no header can hold'],
    ['x a', 'y', 'Cannot send header "x a": it must be a name of letters, digits and hyphens'],
    ['', 'y', 'Cannot send header "": it must be a name of letters, digits and hyphens'],
    ['x:\r\ny', 'y', 'Cannot send header "x:\\r\\ny": it must be a name of letters, digits and hyphens'],
    ['Content-Length', '5', 'Cannot send header "Content-Length": it is set by the probe itself'],
    ['transfer-encoding', 'chunked', 'Cannot send header "transfer-encoding": it is set by the probe itself'],
    ['connection', 'keep-alive', 'Cannot send header "connection": it is set by the probe itself'],
  ])('objects to %o: %o', (name, value, objection) => {
    expect(objectToField({ name, value })).toBe(objection);
  });
});

describe('userAgent', () => {
  it('names the version of the package', () => {
    expect(userAgent).toBe(`${packageFile.name}/${packageFile.version}`);
  });
});
