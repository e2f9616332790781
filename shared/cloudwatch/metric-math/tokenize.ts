import { type ExpressionProblem, expressionProblem } from './expression.ts';

/** A word of an expression. `text` of a string is what stands between its quotes; `end` closes the list. */
export interface Token {
  readonly kind: 'number' | 'id' | 'name' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const patterns = [
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['id', /[a-z][A-Za-z0-9_]*/y],
  ['name', /[A-Z][A-Z0-9_]*/y],
  ['string', /"[^"]*"|'[^']*'/y],
  ['symbol', /==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],]/y],
] as const;

const space = /\s*/y;

/** Cuts an expression into words, or says which character fits nowhere. */
export function tokenize(text: string): { readonly tokens: readonly Token[]; readonly problem?: ExpressionProblem } {
  const tokens: Token[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token === undefined) return { tokens, problem: expressionProblem(text, at, describeStray(text, at)) };
    tokens.push(token);
    at = skipSpace(text, at + token.text.length + (token.kind === 'string' ? 2 : 0));
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return { tokens };
}

function skipSpace(text: string, from: number): number {
  space.lastIndex = from;
  space.exec(text);
  return space.lastIndex;
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    if (match !== undefined) return { kind, text: kind === 'string' ? match.slice(1, -1) : match, at };
  }
  return undefined;
}

const meantInstead: Readonly<Record<string, string>> = {
  '=': 'must be "==" to compare',
  '&': 'must be "AND" or "&&"',
  '|': 'must be "OR" or "||"',
  '!': 'must be "!=" to compare; to negate, compare with 0',
  '%': 'must be a division such as "100 * m1 / m2"',
  '"': 'the text has no end, must close with the same quote',
  "'": 'the text has no end, must close with the same quote',
};

function describeStray(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return `it has "${character}", ${meantInstead[character] ?? 'must be an operator, a number, a metric id or a function'}`;
}
