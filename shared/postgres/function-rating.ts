/** What the mean time of a function is called without a target of its own, in milliseconds. */
const ratings = [
  { rating: 'excellent', belowMs: 50 },
  { rating: 'good', belowMs: 100 },
  { rating: 'fair', belowMs: 200 },
  { rating: 'slow', belowMs: Number.POSITIVE_INFINITY },
] as const;

export type FunctionRating = (typeof ratings)[number]['rating'];

/** Rates a mean time; with a target, half of it is excellent, the target itself still good, and twice the target slow. */
export function rateFunction(meanMs: number, targetMs?: number): FunctionRating {
  const ms = targetMs === undefined ? meanMs : (meanMs / targetMs) * 100;
  return ratings.find(({ belowMs }) => ms < belowMs || (targetMs !== undefined && ms === belowMs))?.rating ?? 'slow';
}

const grades = [
  { grade: 'A', belowMs: 10 },
  { grade: 'B', belowMs: 100 },
  { grade: 'C', belowMs: 500 },
  { grade: 'D', belowMs: 2_000 },
  { grade: 'E', belowMs: Number.POSITIVE_INFINITY },
] as const;

/** A to E, by mean time alone: what schools give. */
export function gradeFunction(meanMs: number): (typeof grades)[number]['grade'] {
  return grades.find(({ belowMs }) => meanMs < belowMs)?.grade ?? 'E';
}

/** The target of a function by its name with schema, or else without. */
export function targetMsOf(name: string, targets: Readonly<Record<string, number>>): number | undefined {
  const bare = name.slice(name.indexOf('.') + 1);
  return Object.hasOwn(targets, name) ? targets[name] : Object.hasOwn(targets, bare) ? targets[bare] : undefined;
}
