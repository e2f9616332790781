import { describe, expect, it } from 'vitest';
import {
  describePeriod,
  formatCell,
  formatChange,
  formatKpi,
  formatOutage,
  formatUptime,
} from '../../../shared/reports/format-values.ts';
import { sampleReport } from '../../support/report-samples.ts';

describe('values in reports', () => {
  it.each([
    [undefined, '–'],
    [100, '100 %'],
    [99.999_99, '99.999 %'],
    [99.95, '99.950 %'],
    [99.899, '99.89 %'],
    [0, '0.00 %'],
  ])('an uptime of %s is "%s"', (percent, text) => expect(formatUptime(percent)).toBe(text));

  it.each([
    [0, 'none'],
    [0.4, '< 1 min'],
    [12, '12 min'],
    [190, '3.2 h'],
  ])('%d minutes of outage are "%s"', (minutes, text) => expect(formatOutage(minutes)).toBe(text));

  it.each([
    [undefined, '–'],
    [0, 'unchanged'],
    [0.01, 'unchanged'],
    [7.13, '+7.1 %'],
    [-56.4, '-56 %'],
    [12_345, '+12,345 %'],
  ])('a change of %s is "%s"', (percent, text) => expect(formatChange(percent)).toBe(text));

  it.each([
    ['number', 'EUR', 1_234_567.89, '1,234,568 EUR'],
    ['number', '', 2.71528, '2.72'],
    ['number', '%', 12.345, '12.3 %'],
    ['age', 's', 312, '5 min'],
    ['number', 'EUR', undefined, '–'],
  ] as const)('a %s in "%s" of %s is "%s"', (measures, unit, value, text) =>
    expect(formatKpi({ measures, unit }, value)).toBe(text),
  );

  it.each([
    [null, 'count', '–'],
    [true, 'text', 'yes'],
    ['SELECT 1', 'code', 'SELECT 1'],
    [12_345, 'count', '12,345'],
    [99.21, 'percent', '99.2 %'],
    [2_500, 'milliseconds', '2.5 s'],
    [8_192_000, 'bytes', '8.2 MB'],
    [Date.UTC(2026, 0, 12, 13, 3), 'time', '12 Jan, 14:03'],
  ] as const)('a cell %s in %s is "%s"', (value, unit, text) =>
    expect(formatCell(value, unit, 'Europe/Zurich')).toBe(text),
  );

  it.each([
    ['day', false, 'Monday 5 January 2026'],
    ['week', false, '5 January 2026 to 11 January 2026'],
    ['month', false, 'January 2026'],
    ['week', true, '5 Jan, 00:00, to 12 Jan, 00:00'],
  ] as const)('the period of a report by %s (until now: %s) is "%s"', (every, untilNow, text) =>
    expect(describePeriod(sampleReport({ every, untilNow }))).toBe(text),
  );
});
