/** How long a drill lasts where nobody says, and how long it may. */
export const drillLengths = { usualMs: 30 * 60_000, leastMs: 60_000, mostMs: 86_400_000 } as const;
