import { describe, expect, it } from 'vitest';
import { brokenMark, type GaugeMark, gaugeZones } from '../../../../local/console/dashboards/gauge-zones.ts';

const cache: readonly GaugeMark[] = [
  { label: 'critical', value: 80, color: 'red', fill: 'below' },
  { label: 'warning', value: 95, color: 'orange', fill: 'below' },
];
const connections: readonly GaugeMark[] = [
  { label: 'warning', value: 70, color: 'orange', fill: 'above' },
  { label: 'critical', value: 90, color: 'red', fill: 'above' },
];

describe('brokenMark()', () => {
  it.each([
    ['a good value', 99, cache, undefined],
    ['a value below the first', 94, cache, 'warning'],
    ['a value below both', 40, cache, 'critical'],
    ['a value above the first', 75, connections, 'warning'],
    ['a value above both', 95, connections, 'critical'],
    ['a value at the threshold', 70, connections, undefined],
    ['a mark that only marks', 100, [{ label: 'target', value: 50, color: 'green' }], undefined],
  ])('%s', (_, value, marks, label) => {
    expect(brokenMark(value, marks)?.label).toBe(label);
  });
});

describe('gaugeZones()', () => {
  it.each([
    [
      'below',
      cache,
      [
        { from: 0, to: 80, color: 'red' },
        { from: 80, to: 95, color: 'orange' },
      ],
    ],
    [
      'above',
      connections,
      [
        { from: 70, to: 90, color: 'orange' },
        { from: 90, to: 100, color: 'red' },
      ],
    ],
    ['beyond the scale', [{ label: 'far', value: 400, color: 'red', fill: 'above' as const }], []],
  ])('%s', (_, marks, zones) => {
    expect(gaugeZones(marks, 0, 100)).toEqual(zones);
  });
});
