import { describe, expect, it } from 'vitest';
import { answerFrom, html, json, type Pages, redirect } from '../../examples/answer.ts';

const PAGES: Pages<{ readonly mood: string }> = {
  '/': { GET: (_request, { mood }) => html(200, `<p>${mood}</p>`) },
  '/orders': { GET: () => json(200, []), POST: ({ body }) => json(201, { body }) },
  '/old': { GET: () => redirect('/') },
};

describe('answerFrom()', () => {
  const ask = (method: string, path: string) =>
    answerFrom(PAGES, { method, path, headers: {}, body: 'two mugs' }, { mood: 'fine' });

  it.each([
    ['a page, with the conditions', 'GET', '/', html(200, '<p>fine</p>')],
    ['HEAD as GET', 'HEAD', '/', html(200, '<p>fine</p>')],
    ['the page of the method', 'POST', '/orders', json(201, { body: 'two mugs' })],
    ['a redirect', 'GET', '/old', { status: 301, headers: { location: '/' }, body: '' }],
    ['404 to a path it does not have', 'GET', '/new', json(404, { error: 'There is nothing at /new' })],
    ['404 to a name every object has', 'GET', 'constructor', json(404, { error: 'There is nothing at constructor' })],
    [
      '405 to a method the path does not have',
      'DELETE',
      '/orders',
      json(405, { error: 'DELETE is not allowed here' }, { allow: 'GET, POST' }),
    ],
  ])('answers %s', (_case, method, path, expected) => {
    expect(ask(method, path)).toEqual(expected);
  });
});
