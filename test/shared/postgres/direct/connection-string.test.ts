import { describe, expect, it } from 'vitest';
import { type ConnectionString, parseConnectionString } from '../../../../shared/postgres/direct/connection-string.ts';

const full: ConnectionString = {
  user: 'watch',
  password: 'p@ss/word',
  host: 'db.example',
  port: 6543,
  database: 'shop',
};

const readable: Readonly<Record<string, readonly [text: string, expected: ConnectionString]>> = {
  'all of its parts': ['postgresql://watch:p%40ss%2Fword@db.example:6543/shop', full],
  'the short scheme': ['postgres://watch:p%40ss%2Fword@db.example:6543/shop', full],
  'space around it, as files have': [' postgresql://watch:p%40ss%2Fword@db.example:6543/shop\n', full],
  'a query, which it does not read': [
    'postgresql://watch:p%40ss%2Fword@db.example:6543/shop?sslmode=disable&host=evil.example&options=-c%20x',
    full,
  ],
  'a user of a pooler': [
    'postgresql://watch.project:secret@pooler.example/postgres',
    { user: 'watch.project', password: 'secret', host: 'pooler.example', database: 'postgres' },
  ],
  'an IPv6 address': [
    'postgresql://watch:secret@[2001:db8::7]:5432/shop',
    { user: 'watch', password: 'secret', host: '2001:db8::7', port: 5432, database: 'shop' },
  ],
  'a user and a host alone': ['postgresql://watch@db.example', { user: 'watch', password: '', host: 'db.example' }],
};

const malformed: Readonly<Record<string, string>> = {
  'another scheme': 'mysql://watch:secret@db.example/shop',
  'keywords and values': 'host=db.example user=watch password=secret',
  'no user': 'postgresql://db.example/shop',
  'a raw # in the password': 'postgresql://watch:12#34@db.example/shop',
  'a raw ? in the password': 'postgresql://watch:12?34@db.example/shop',
  'a raw / in the password': 'postgresql://watch:12/34@db.example/shop',
  'a raw @ and # in the password': 'postgresql://watch:a@b#c@db.example/shop',
  'a raw @ and / in the password': 'postgresql://watch:a@b/c@db.example/shop',
  'a raw @ and ? in the password': 'postgresql://watch:a@b?c@db.example/shop',
  'a raw % in the password': 'postgresql://watch:12%zz@db.example/shop',
  'a NUL character': 'postgresql://watch%00options:secret@db.example/shop',
  'no host': 'postgresql://watch:secret@/shop',
  'several hosts': 'postgresql://watch:secret@a.example:5432,b.example:5432/shop',
  nothing: '',
};

describe('parseConnectionString()', () => {
  it.each(Object.entries(readable))('reads %s', (_, [text, expected]) => {
    expect(parseConnectionString(text)).toEqual(expected);
  });

  it.each(Object.entries(malformed))('refuses %s', (_, text) => {
    expect(parseConnectionString(text)).toBeUndefined();
  });
});
