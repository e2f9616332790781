/** The parts of a health run: the pulse each minute, objects and statements every ten, bloat daily. */
export const healthParts = ['pulse', 'objects', 'bloat'] as const;

export type HealthPart = (typeof healthParts)[number];
