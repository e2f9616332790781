import { describe, expect, it } from 'vitest';
import { readDescription } from '../../../shared/alerting/read-description.ts';
import { samplePlan } from '../../support/sample-plan.ts';

describe('readDescription()', () => {
  it('reads back what the plan wrote', () => {
    for (const { description, severity, title, meaning, runbook } of samplePlan().alarms) {
      expect(readDescription(description)).toEqual({
        severity,
        title,
        meaning,
        ...(runbook === undefined ? {} : { runbook }),
      });
    }
  });

  it('reads the runbook', () => {
    const description =
      '[warning] web is slow.\nIt is.\nMissing data: counts as bad.\nRunbook: https://wiki.shop.example/slow';
    expect(readDescription(description)).toEqual({
      severity: 'warning',
      title: 'web is slow',
      meaning: 'It is.',
      runbook: 'https://wiki.shop.example/slow',
    });
  });

  it.each(['', 'Made by hand', '[urgent] fire', '[critical]', '[constructor] x'])(
    'takes all of %j as its meaning',
    (description) => {
      expect(readDescription(description)).toEqual({ meaning: description });
    },
  );
});
