import { describe, expect, it } from 'vitest';
import { coloursOf, gapsOf, rolesOf, shiftAt } from '../../../../local/console/text/shifts.ts';
import type { Shift } from '../../../../shared/model/rotation.ts';

const shift = (fromMs: number, untilMs: number, person?: string): Shift => ({
  fromMs,
  untilMs,
  isOverride: false,
  ...(person !== undefined && { person }),
});

describe('shiftAt()', () => {
  const shifts = [shift(0, 10, 'Ada'), shift(10, 20, 'Grace')];
  it.each([
    ['the beginning of one', 0, 'Ada'],
    ['a handover, which is the next one’s', 10, 'Grace'],
    ['the end of the last, which is nobody’s', 20, undefined],
    ['before the first, where the page’s clock is behind the watch’s', -1, 'Ada'],
  ])('finds the shift at %s', (_, atMs, person) => {
    expect(shiftAt(shifts, atMs)?.person).toBe(person);
  });
});

describe('gapsOf()', () => {
  it('lists when nobody has a role, soonest first', () => {
    const shifts = { primary: [shift(0, 10, 'Ada'), shift(10, 20)], backup: [shift(0, 5), shift(5, 20, 'Ada')] };
    expect(gapsOf({ shifts })).toEqual([
      { ...shift(0, 5), role: 'backup' },
      { ...shift(10, 20), role: 'primary' },
    ]);
  });

  it('does not call it a gap where no backup is planned at all', () => {
    const shifts = { primary: [shift(0, 20, 'Ada')], backup: [shift(0, 20)] };
    expect(gapsOf({ shifts })).toEqual([]);
    expect(rolesOf({ shifts })).toEqual(['primary']);
  });

  it('calls it one where nobody is ever the primary', () => {
    expect(gapsOf({ shifts: { primary: [shift(0, 20)], backup: [] } })).toHaveLength(1);
  });
});

describe('coloursOf()', () => {
  const rotation = (...people: string[]) => ({
    shifts: { primary: people.map((person, index) => shift(index, index + 1, person)), backup: [] },
  });

  it('gives a person one colour in every rotation, whoever comes first', () => {
    const names = ['Ada', 'Grace', 'Mary'];
    const one = coloursOf([rotation('Grace', 'Ada'), rotation('Mary', 'Grace')]);
    const other = coloursOf([rotation('Mary', 'Grace', 'Ada')]);
    expect(names.map((name) => one.get(name))).toEqual([1, 2, 3]);
    expect(names.map((name) => other.get(name))).toEqual([1, 2, 3]);
  });

  it('begins again after the eighth', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    expect(coloursOf([rotation(...names)]).get('i')).toBe(1);
  });
});
