import { type ExpressionProblem, expressionProblem } from './expression.ts';
import type { Token } from './tokenize.ts';

/**
 * A place in the words of an expression. Once there is a problem it stands at the end, so whoever reads on runs out.
 */
export interface TokenReader {
  readonly text: string;
  readonly tokens: readonly Token[];
  next: number;
  problem: ExpressionProblem | undefined;
}

/** The word at the place. */
export function peek(reader: TokenReader): Token {
  return reader.tokens[reader.next] ?? { kind: 'end', text: '', at: reader.text.length };
}

/** Whether the word at the place is this bracket, comma or operator. */
export function isAtSymbol(reader: TokenReader, symbol: string): boolean {
  const token = peek(reader);
  return token.kind === 'symbol' && token.text === symbol;
}

/** Steps over a symbol, or has a problem. */
export function expectSymbol(reader: TokenReader, symbol: string): void {
  if (isAtSymbol(reader, symbol)) reader.next += 1;
  else refuse(reader, `must be "${symbol}"`);
}

/** Notes the first problem, at the word at the place, and moves to the end. */
export function refuse(reader: TokenReader, remedy: string): void {
  const token = peek(reader);
  const found = token.kind === 'end' ? 'it ends' : `it has "${token.text}"`;
  reader.problem ??= expressionProblem(reader.text, token.at, `${found}, ${remedy}`);
  reader.next = reader.tokens.length;
}
