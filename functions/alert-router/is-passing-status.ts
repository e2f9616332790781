/** Client errors that pass: the request was slow (408), came too early (425) or too often (429). */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/** True for an HTTP status after which another attempt may succeed: those, and every failure on the other side. */
export function isPassingStatus(status: number): boolean {
  return status >= 500 || passing.has(status);
}
