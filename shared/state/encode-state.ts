/** A value of the state store is at most this large; an item of DynamoDB, keys and all, is at most 400 KB (ServiceQuotas.html). */
export const maxStateBytes = 350 * 1024;

/** The JSON text of a value to remember. Throws where it is larger than the store takes. */
export function encodeState(key: string, value: unknown): string {
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxStateBytes) return text;
  throw new Error(`Cannot remember "${key}": it has ${Math.ceil(bytes / 1024)} KB, must have at most 350 KB`);
}
