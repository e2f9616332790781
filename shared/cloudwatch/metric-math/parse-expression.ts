import { checkTypes } from './check-types.ts';
import { type BinaryOperator, type ExpressionNode, type ExpressionResult, expressionProblem } from './expression.ts';
import { type FunctionName, functions, functionsOnlyInCloudWatch } from './functions.ts';
import { expectSymbol, isAtSymbol, peek, refuse, type TokenReader } from './token-reader.ts';
import { type Token, tokenize } from './tokenize.ts';

/** API_MetricDataQuery, `Expression`: at most 2,048 characters. */
const maxExpressionLength = 2048;

/**
 * Reads a metric math expression and checks that the types of its parts fit; the problem of one that cannot be read
 * names the expression, the character and the remedy. Never throws.
 */
export function parseExpression(text: string): ExpressionResult {
  if (text.length > maxExpressionLength) {
    const what = `it has ${text.length} characters, must have at most ${maxExpressionLength}`;
    return { ok: false, problem: expressionProblem(text, maxExpressionLength, what) };
  }
  const { tokens, problem } = tokenize(text);
  if (problem !== undefined) return { ok: false, problem };
  const reader: TokenReader = { text, tokens, next: 0, problem: undefined };
  const root = parseOperators(reader, 0);
  if (peek(reader).kind !== 'end') refuse(reader, 'must be an operator or the end');
  if (reader.problem !== undefined) return { ok: false, problem: reader.problem };
  return checkTypes(text, root);
}

interface OperatorRank {
  readonly operator: BinaryOperator;
  /** Operators of a higher rank bind tighter. */
  readonly rank: number;
}

const operatorRanks: Readonly<Record<string, OperatorRank>> = {
  OR: { operator: 'OR', rank: 1 },
  '||': { operator: 'OR', rank: 1 },
  AND: { operator: 'AND', rank: 2 },
  '&&': { operator: 'AND', rank: 2 },
  '==': { operator: '==', rank: 3 },
  '!=': { operator: '!=', rank: 3 },
  '<': { operator: '<', rank: 3 },
  '<=': { operator: '<=', rank: 3 },
  '>': { operator: '>', rank: 3 },
  '>=': { operator: '>=', rank: 3 },
  '+': { operator: '+', rank: 4 },
  '-': { operator: '-', rank: 4 },
  '*': { operator: '*', rank: 5 },
  '/': { operator: '/', rank: 5 },
  '^': { operator: '^', rank: 6 },
};

const powerRank = 6;

function parseOperators(reader: TokenReader, leastRank: number): ExpressionNode {
  let left = parseOperand(reader);
  for (;;) {
    const token = peek(reader);
    const found = token.kind === 'symbol' || token.kind === 'name' ? operatorRanks[token.text] : undefined;
    if (found === undefined || found.rank < leastRank) return left;
    reader.next += 1;
    // Only the power is right associative.
    const right = parseOperators(reader, found.operator === '^' ? found.rank : found.rank + 1);
    left = { kind: 'binary', operator: found.operator, left, right, at: token.at };
  }
}

function parseOperand(reader: TokenReader): ExpressionNode {
  const token = peek(reader);
  switch (token.kind) {
    case 'number':
      reader.next += 1;
      return { kind: 'number', value: Number(token.text), at: token.at };
    case 'id':
      return parseId(reader, token);
    case 'name':
      return parseName(reader, token);
    case 'symbol':
      return parseSymbol(reader, token);
    default:
      return unreadable(reader, 'must be a metric id, a number, a function or "("');
  }
}

function parseSymbol(reader: TokenReader, token: Token): ExpressionNode {
  if (token.text === '-') {
    reader.next += 1;
    // -a^2 is -(a^2), as in mathematics; AWS does not say.
    return { kind: 'negate', operand: parseOperators(reader, powerRank), at: token.at };
  }
  if (token.text === '(') {
    reader.next += 1;
    const inner = parseOperators(reader, 0);
    expectSymbol(reader, ')');
    return inner;
  }
  if (token.text === '[') {
    reader.next += 1;
    return { kind: 'array', items: parseList(reader, ']'), at: token.at };
  }
  return unreadable(reader, 'must be a metric id, a number, a function or "("');
}

function parseId(reader: TokenReader, token: Token): ExpressionNode {
  reader.next += 1;
  if (!isAtSymbol(reader, '(')) return { kind: 'id', id: token.text, at: token.at };
  const upper = token.text.toUpperCase();
  reader.next -= 1;
  return unreadable(reader, isFunctionName(upper) || upper === 'METRICS' ? `must be "${upper}"` : 'must be a function');
}

function parseName(reader: TokenReader, token: Token): ExpressionNode {
  const { text: name, at } = token;
  if (name === 'METRICS') return parseMetrics(reader, at);
  if (name === 'REPEAT' || name === 'LINEAR') {
    reader.next += 1;
    return { kind: 'fillMode', mode: name, at };
  }
  if (!isFunctionName(name)) return unreadable(reader, remedyForName(name));
  reader.next += 1;
  expectSymbol(reader, '(');
  return { kind: 'call', name, args: parseList(reader, ')'), at };
}

function parseMetrics(reader: TokenReader, at: number): ExpressionNode {
  reader.next += 1;
  expectSymbol(reader, '(');
  const token = peek(reader);
  const contains = token.kind === 'string' ? token.text : '';
  if (token.kind === 'string') reader.next += 1;
  expectSymbol(reader, ')');
  return { kind: 'metrics', contains, at };
}

function parseList(reader: TokenReader, closing: ')' | ']'): readonly ExpressionNode[] {
  const items: ExpressionNode[] = [];
  if (!isAtSymbol(reader, closing)) {
    items.push(parseOperators(reader, 0));
    while (isAtSymbol(reader, ',')) {
      reader.next += 1;
      items.push(parseOperators(reader, 0));
    }
  }
  expectSymbol(reader, closing);
  return items;
}

function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}

function remedyForName(name: string): string {
  if (functionsOnlyInCloudWatch.includes(name)) {
    return `CloudWatch has this function, but it cannot be evaluated here, must be one of ${knownFunctions}`;
  }
  return `must be one of ${knownFunctions}, or a metric id, which starts with a lower-case letter`;
}

const knownFunctions = [...Object.keys(functions), 'METRICS'].sort().join(', ');

/** Stands for what could not be read; nobody looks at it, as there is a problem. */
function unreadable(reader: TokenReader, remedy: string): ExpressionNode {
  const { at } = peek(reader);
  refuse(reader, remedy);
  return { kind: 'number', value: 0, at };
}
