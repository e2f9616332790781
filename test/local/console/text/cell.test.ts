import { describe, expect, it } from 'vitest';
import { formatCell, isNumeric } from '../../../../local/console/text/cell.ts';
import { createZonedTime } from '../../../../local/console/text/zoned-time.ts';

const time = createZonedTime('Europe/Zurich');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatCell() follows the unit of the column', () => {
  it.each([
    [1_204_377, 'count', '1,204,377'],
    [0.4271, 'number', '0.427'],
    [99.999, 'percent', '99.99 %'],
    [0.4, 'milliseconds', '0.4 ms'],
    [2_645_250, 'milliseconds', '44 min'],
    [74.2, 'seconds', '74.2 s'],
    [312, 'seconds', '5 min 12 s'],
    [412_000_000, 'bytes', '412 MB'],
    [1_500_000_000_000, 'bytes', '1.5 TB'],
    [Date.UTC(2026, 2, 3, 13, 20, 30), 'time', 'Tue 3 Mar 2026, 14:20:30 CET'],
    ['SELECT 1', 'code', 'SELECT 1'],
    ['never', 'seconds', 'never'],
    [true, 'text', 'yes'],
    [null, 'bytes', '–'],
    ['', 'text', '–'],
  ] as const)('%s as %s', (value, unit, expected) => {
    expect(plain(formatCell(value, { title: 'Any', unit }, time))).toBe(expected);
  });
});

describe('formatCell() says how long ago something was last', () => {
  it.each([
    [180, 'Last vacuum', 'seconds', '3 min ago'],
    [180, 'Lasting', 'seconds', '3 min'],
    [180, 'Last count', 'count', '180'],
    [null, 'Last vacuum', 'seconds', '–'],
  ] as const)('%s of “%s” in %s: %s', (value, title, unit, expected) => {
    expect(plain(formatCell(value, { title, unit }, time))).toBe(expected);
  });
});

it('isNumeric() tells what is set to the right', () => {
  expect((['text', 'code', 'time', 'count', 'bytes'] as const).map(isNumeric)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});
