import { describe, expect, it } from 'vitest';
import { describeHop, followRedirect, readRedirect } from '../../../../shared/probes/exchange/redirect.ts';
import { createRequest, type RequestParts } from '../../../../shared/probes/exchange/request.ts';

const from = new URL('https://shop.example/a/b?token=abc');

function read(status: number, location?: string) {
  const headers = new Map(location === undefined ? [] : [['location', location] as const]);
  const redirect = readRedirect({ status, headers }, from);
  return redirect !== undefined && 'url' in redirect ? redirect.url.href : redirect;
}

describe('readRedirect()', () => {
  it.each([
    ['an absolute address', 'http://other.example/x', 'http://other.example/x'],
    ['an address on the same host', '/c', 'https://shop.example/c'],
    ['an address beside the request', 'c?d=e', 'https://shop.example/a/c?d=e'],
    ['an address of the same scheme', '//other.example', 'https://other.example/'],
    ['no fragment', '/c#d', 'https://shop.example/c'],
    ['no credentials', 'https://user:pass@other.example/', 'https://other.example/'],
  ])('reads %s', (_, location, url) => {
    expect(read(302, location)).toBe(url);
  });

  it.each([301, 302, 303, 307, 308])('takes status %i for a redirect', (status) => {
    expect(read(status, '/c')).toBe('https://shop.example/c');
  });

  it.each([200, 201, 300, 304, 305, 404])('takes status %i for an answer', (status) => {
    expect(read(status, '/c')).toBeUndefined();
  });

  it('takes a redirect to nowhere for an answer', () => {
    expect(read(302)).toBeUndefined();
  });

  it.each([
    ['http://', 'Redirect leads to something that is no address'],
    ['http://a b/', 'Redirect leads to something that is no address'],
    ['ftp://shop.example/', 'Redirect leads to ftp:, which cannot be followed'],
    ['javascript:alert(1)', 'Redirect leads to javascript:, which cannot be followed'],
    ['file:///etc/passwd', 'Redirect leads to file:, which cannot be followed'],
  ])('does not follow %s', (location, problem) => {
    expect(read(302, location)).toEqual({ problem });
  });
});

const parts: RequestParts = {
  method: 'POST',
  url: from,
  fields: [
    { name: 'authorization', value: 'Bearer abc', isConfidential: true },
    { name: 'x-plain', value: 'plain', isConfidential: false },
    { name: 'host', value: 'virtual.example', isConfidential: false },
    { name: 'content-type', value: 'text/plain', isConfidential: false },
  ],
  body: 'hello',
};

function follow(status: number, to: string, differs: Partial<RequestParts> = {}) {
  const first = createRequest({ ...parts, ...differs });
  const { method, fields, body } = followRedirect(first, { request: first, status, url: new URL(to) });
  return { method, names: fields.map(({ name }) => name), body };
}

const everything = ['authorization', 'x-plain', 'host', 'content-type'];

describe('followRedirect()', () => {
  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [301, 'PUT', 'PUT'],
    [302, 'HEAD', 'HEAD'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [308, 'DELETE', 'DELETE'],
  ])('after %i for a %s sends a %s', (status, method, next) => {
    expect(follow(status, 'https://shop.example/c', { method }).method).toBe(next);
  });

  it('keeps the body and its description where the method stays', () => {
    expect(follow(307, 'https://shop.example/c')).toEqual({ method: 'POST', names: everything, body: 'hello' });
  });

  it('drops the body and its description where it becomes a GET', () => {
    expect(follow(303, 'https://shop.example/c')).toEqual({
      method: 'GET',
      names: ['authorization', 'x-plain', 'host'],
      body: undefined,
    });
  });

  it.each([
    ['host', 'https://other.example/'],
    ['port', 'https://shop.example:8443/'],
    ['scheme', 'http://shop.example/'],
  ])('tells nothing confidential to another %s', (_, to) => {
    expect(follow(307, to).names).toEqual(['x-plain', 'content-type']);
  });

  it('tells it again when it comes home', () => {
    const first = createRequest(parts);
    const away = followRedirect(first, { request: first, status: 303, url: new URL('https://other.example/') });
    const home = followRedirect(first, { request: away, status: 302, url: new URL('https://shop.example/d') });
    expect(home.fields.map(({ name }) => name)).toEqual(['authorization', 'x-plain', 'host']);
    expect(home).toMatchObject({ method: 'GET', hostname: 'shop.example' });
  });
});

describe('describeHop()', () => {
  it('hides the values of query parameters', () => {
    expect(describeHop(from, new URL('https://shop.example/c?token=abc&page=2'))).toBe(
      'https://shop.example/c?token=...&page=...',
    );
  });

  it('notes where encryption ends', () => {
    expect(describeHop(from, new URL('http://shop.example/c'))).toBe('http://shop.example/c (leaves https)');
  });
});
