import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCloudWatchTime,
  formatEmailTime,
  formatReasonTime,
  parseCloudWatchTime,
} from '../../../shared/cloudwatch/cloudwatch-time.ts';

const timeMs = Date.parse('2026-01-02T03:04:05.678Z');

describe('CloudWatch times', () => {
  it('are written with an offset in notifications', () => {
    expect(formatCloudWatchTime(timeMs)).toBe('2026-01-02T03:04:05.678+0000');
  });

  it('are written day first in reasons', () => {
    expect(formatReasonTime(timeMs)).toBe('02/01/26 03:04:05');
  });

  it('are written in words in emails', () => {
    expect(formatEmailTime(timeMs)).toBe('Friday 02 January, 2026 03:04:05 UTC');
  });

  it('are read back', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
        expect(parseCloudWatchTime(formatCloudWatchTime(date.getTime()))).toBe(date.getTime());
      }),
    );
  });

  it.each([
    ['2026-01-02T03:04:05.678Z', timeMs],
    ['2026-01-02T04:04:05.678+01:00', timeMs],
    ['2026-01-02T03:04:05Z', timeMs - 678],
    ['2026-01-02T03:04:05.678', undefined],
    ['2026-13-02T03:04:05.678+0000', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('are read from "%s"', (text, expected) => {
    expect(parseCloudWatchTime(text)).toBe(expected);
  });
});
