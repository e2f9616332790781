import { expect, it } from 'vitest';
import { formatReading } from '../../../../local/console/text/reading.ts';

it.each([
  [57, '', '57'],
  [99.256, '%', '99.25 %'],
  [312, 's', '5 min 12 s'],
  [4.22, 'ms', '4.2 ms'],
  [18_420_000_000, 'bytes', '18.4 GB'],
  [184.21, 'queries/s', '184.2 queries/s'],
  [3, 'constructor', '3 constructor'],
])('formatReading() writes %d with symbol "%s" as %s', (value, symbol, expected) => {
  expect(formatReading({ value, symbol }).replaceAll('\u00a0', ' ')).toBe(expected);
});
