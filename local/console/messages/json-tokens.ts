/** One piece of formatted JSON; `space` also holds brackets, commas and colons. */
export interface JsonToken {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'space';
  readonly text: string;
}

/** JSON indented by two and cut into tokens for colouring; text that is not JSON comes back as it is. */
export function tokenizeJson(body: string): readonly JsonToken[] {
  const text = indent(body);
  if (text === undefined) return [{ kind: 'space', text: body }];
  const pattern =
    /(?<key>"(?:[^"\\]|\\.)*")(?=:)|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)|(?<space>[^"\d\-tfn]+)/g;
  return [...text.matchAll(pattern)].map((match) => {
    const [kind] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? ['space'];
    return { kind: kind as JsonToken['kind'], text: match[0] };
  });
}

function indent(body: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return undefined;
  }
}
