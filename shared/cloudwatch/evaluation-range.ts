/**
 * How many periods CloudWatch looks back when some are missing; AWS does not document it.
 *
 * - `n+2`: two periods more than N, as in AWS's examples (one minute more for periods under a minute, from captures).
 * - `field-2026`: for periods of 60 seconds, points up to about six minutes old, as probed in a real account in 2026;
 *   the probe agrees with `n+2` for longer periods.
 * - a number: that many periods.
 */
export type EvaluationRangeProfile = 'n+2' | 'field-2026' | number;

const fieldRangeOfOneMinutePeriods = 6;

/**
 * The evaluation range in periods, at least N.
 * Throws when a number is given that is not whole or less than N.
 */
export function evaluationRangePeriods(
  profile: EvaluationRangeProfile,
  rule: { readonly periodSeconds: number; readonly evaluationPeriods: number },
): number {
  const { periodSeconds, evaluationPeriods } = rule;
  if (typeof profile === 'number') {
    if (Number.isInteger(profile) && profile >= evaluationPeriods) return profile;
    throw new Error(
      `Cannot evaluate alarm over ${profile} periods: evaluation range must be a whole number, ${evaluationPeriods} or more`,
    );
  }
  if (periodSeconds < 60) return evaluationPeriods + 60 / periodSeconds;
  const documented = evaluationPeriods + 2;
  return profile === 'field-2026' && periodSeconds === 60
    ? Math.max(documented, fieldRangeOfOneMinutePeriods)
    : documented;
}
