import { describe, expect, it } from 'vitest';
import type { SqlAnswer } from '../../../shared/ports/database.ts';
import { readBloat, readPulse, readStatements } from '../../../shared/postgres/read-sample.ts';
import { pulseSample, slowSession, statementRow } from './samples.ts';

const {
  slow: _s,
  blocked: _b,
  roots: _r,
  peers: _p,
  replicas: _re,
  slots: _sl,
  functions: _f,
  ...health
} = pulseSample();

function answer(...rows: readonly (readonly [string, unknown])[]): SqlAnswer {
  return { columns: ['k', 'j'], rows: rows.map(([kind, value]) => [kind, JSON.stringify(value)]), tookMs: 3 };
}

describe('readPulse()', () => {
  it('reads one row of health and any number of the others', () => {
    const read = readPulse(answer(['health', health], ['slow', slowSession()], ['slow', slowSession({ pid: 2 })]));
    expect(read).toEqual({
      ok: true,
      sample: pulseSample({ peers: [], slow: [slowSession(), slowSession({ pid: 2 })] }),
    });
  });

  it('normalises query texts before anybody else sees them', () => {
    const read = readPulse(answer(['health', health], ['slow', slowSession({ query: "SELECT 'secret'" })]));
    expect(JSON.stringify(read)).not.toContain('secret');
  });

  it.each([
    ['no row of health', answer(), 'it has 0 rows of kind "health", must have exactly one'],
    [
      'two of them',
      answer(['health', health], ['health', health]),
      'it has 2 rows of kind "health", must have exactly one',
    ],
    [
      'an unknown kind',
      answer(['health', health], ['constructor', {}]),
      'row 2 is of an unknown kind, must be one of health,',
    ],
    [
      'a number that is none',
      answer(['health', { ...health, version: 'NaN' }]),
      'row 1 (health) has an unreadable "version", must be of type number',
    ],
    [
      'a count below zero',
      answer(['health', { ...health, sequentialScans: -1 }]),
      'row 1 (health) has an unreadable "sequentialScans", must be at least 0',
    ],
    [
      'what is not JSON',
      { columns: ['k', 'j'], rows: [['health', '{']], tookMs: 1 },
      'row 1 (health) is not a JSON object',
    ],
    ['nothing', { columns: ['k', 'j'], rows: [[null, null]], tookMs: 1 }, 'row 1 is of an unknown kind'],
  ])('refuses %s in one sentence', (_, given, message) => {
    const read = readPulse(given);
    expect(read.ok).toBe(false);
    expect(!read.ok && read.message).toContain(`Cannot read the pulse of the database: ${message}`);
  });
});

describe('readStatements()', () => {
  it('keeps texts that were not asked for as null', () => {
    const total = { takenAtSeconds: 1, calls: 2, totalMs: 3, count: 1, resetAt: null };
    const read = readStatements(answer(['total', total], ['statement', statementRow({ query: null })]));
    expect(read).toEqual({ ok: true, sample: { ...total, statementRows: [statementRow({ query: null })] } });
  });
});

describe('readBloat()', () => {
  it('reads an answer without rows: no table is large enough', () => {
    expect(readBloat(answer())).toEqual({ ok: true, sample: { tableRows: [] } });
  });
});
