import type { HttpAnswer } from '../http-answer.ts';

/** A body read as JSON, or why it could not be. */
export type JsonReading = { readonly value: unknown } | { readonly problem: string };

/** An answer whose body is decoded and parsed at most once, when a statement first asks. */
export interface AnswerView extends HttpAnswer {
  text(): string;
  json(): JsonReading;
}

/** Opens an answer for judging. Text is decoded by the charset of `content-type`, UTF-8 where there is none. */
export function viewAnswer(answer: HttpAnswer): AnswerView {
  let text: string | undefined;
  let json: JsonReading | undefined;
  const readText = (): string => {
    text ??= decodeBody(answer);
    return text;
  };
  return {
    ...answer,
    text: readText,
    json() {
      json ??= parseJson(readText());
      return json;
    },
  };
}

function decodeBody({ body, headers }: HttpAnswer): string {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers.get('content-type') ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body); // a label that nobody knows (encoding.spec.whatwg.org)
  }
}

function parseJson(text: string): JsonReading {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: text.trim() === '' ? 'an empty body' : 'a body that is not JSON' };
  }
}
