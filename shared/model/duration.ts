/** A length of time as the user writes it: a whole number and a unit. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a duration, or undefined where the text is not one. Fractions (`1.5s`) are allowed. */
export function parseDurationMs(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
}

/** Milliseconds of a duration that was checked before. Throws on anything else. */
export function durationMs(duration: string): number {
  const ms = parseDurationMs(duration);
  if (ms === undefined) throw new Error(`Cannot read "${duration}": it is not a duration, must be like "30s" or "5m"`);
  return ms;
}

/** The shortest text for a length of time, e.g. 90,000 -> `90s`, 300,000 -> `5m`. */
export function formatDuration(ms: number): Duration {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (ms >= unitMs[unit] && ms % unitMs[unit] === 0) return `${ms / unitMs[unit]}${unit}`;
  }
  return `${ms}ms`;
}
