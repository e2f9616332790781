/**
 * How many samples a period needs before CloudWatch holds a percentile for significant: p95 needs 200. Infinite for p0
 * and p100 (percentiles-with-low-samples.html).
 */
export function samplesNeeded(percent: number): number {
  const tailPercent = percent >= 50 ? 100 - percent : percent;
  // The subtraction makes up for fractions such as 99.9 that are not exact in binary.
  return tailPercent === 0 ? Number.POSITIVE_INFINITY : Math.ceil(1000 / tailPercent - 1e-6);
}

/**
 * Whether a period has too few samples for a percentile. An alarm with `EvaluateLowSampleCountPercentile: ignore` then
 * keeps its state; with the default, `evaluate`, it is evaluated all the same.
 */
export function hasTooFewSamples(percent: number, sampleCount: number): boolean {
  return sampleCount < samplesNeeded(percent);
}
