const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Lays `change` over `base`: objects merge at any depth, lists and other values replace, null removes, undefined says
 * nothing. An object with another `kind` replaces, because fields of one kind mean nothing to another.
 */
export function merge(base: unknown, change: unknown): unknown {
  if (change === undefined) return base;
  if (!isPlainObject(base) || !isPlainObject(change)) return change;
  const otherKind = typeof change.kind === 'string' && 'kind' in base && change.kind !== base.kind;
  if (otherKind) return change;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete merged[key];
    else merged[key] = merge(base[key], value);
  }
  return merged;
}
