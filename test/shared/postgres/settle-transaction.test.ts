import { describe, expect, it } from 'vitest';
import { settleTransaction } from '../../../shared/postgres/settle-transaction.ts';

describe('settleTransaction()', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'America/Port-au-Prince'])(
    'takes the time zone %s',
    (timeZone) => {
      const settings = settleTransaction({ timeZone, timeoutMs: 1_000 });
      expect(settings).toMatchObject({ ok: true, sql: expect.stringContaining(`'${timeZone}', true`) });
    },
  );

  it.each(["UTC'", 'a b', '', '+05:30', 'x'.repeat(65), 'UTC\0'])('refuses the time zone "%s"', (timeZone) => {
    expect(settleTransaction({ timeZone, timeoutMs: 1_000 })).toMatchObject({
      ok: false,
      failure: { kind: 'rejected', message: expect.stringMatching(/^Cannot .* must be an IANA name/) },
    });
  });

  it('lets the server give up a little earlier', () => {
    expect(settleTransaction({ timeZone: 'UTC', timeoutMs: 1_000 })).toMatchObject({
      sql: expect.stringContaining(', 900)'),
    });
  });

  it('never asks for no limit at all, which 0 would be', () => {
    expect(settleTransaction({ timeZone: 'UTC', timeoutMs: 0 })).toMatchObject({
      sql: expect.stringContaining(', 1)'),
    });
  });
});
