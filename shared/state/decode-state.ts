/** The value in a JSON text of a store. Throws where it is no JSON, with what to do about it. */
export function decodeState(key: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot recall "${key}": what is stored under it is no JSON, must be deleted`, { cause: error });
  }
}
