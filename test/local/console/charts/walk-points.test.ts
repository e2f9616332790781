import { describe, expect, it } from 'vitest';
import { findPoint, walkPoints } from '../../../../local/console/charts/walk-points.ts';

describe('walkPoints()', () => {
  it.each([
    ['the first press of an arrow goes to the newest', 'ArrowRight', undefined, { to: 9 }],
    ['to the left as well', 'ArrowLeft', undefined, { to: 9 }],
    ['left goes back in time', 'ArrowLeft', 5, { to: 4 }],
    ['and ends at the oldest', 'ArrowLeft', 0, { to: 0 }],
    ['right ends at the newest', 'ArrowRight', 9, { to: 9 }],
    ['Home is the oldest', 'Home', 5, { to: 0 }],
    ['Escape leaves', 'Escape', 5, 'leave'],
    ['other keys do nothing', 'a', 5, undefined],
  ] as const)('%s', (_, key, at, step) => {
    expect(walkPoints(key, at, 10)).toEqual(step);
  });
});

describe('findPoint()', () => {
  it.each([
    ['the point itself', 20, 1],
    ['the one before a time between two', 25, 1],
    ['the oldest before all', 5, 0],
    ['the newest after all', 99, 2],
  ])('finds %s', (_, atMs, index) => {
    expect(findPoint([10, 20, 30], atMs)).toBe(index);
  });
});
