import {
  type ExpressionNode,
  type ExpressionProblem,
  type ExpressionResult,
  type ExpressionType,
  expressionProblem,
} from './expression.ts';
import type { ArgumentType } from './function-kinds.ts';
import { functions } from './functions.ts';

/**
 * Finds what type an expression yields. Types are known from the text alone (an id is one series, `METRICS()` an
 * array), so a wrong argument is a problem of the text, with its place, and never of an evaluation.
 */
export function checkTypes(text: string, root: ExpressionNode): ExpressionResult {
  const checker: Checker = { text, problem: undefined };
  const type = typeOf(root, checker);
  if (type === 'fillMode') refuse(checker, root.at, 'REPEAT and LINEAR have a meaning in FILL only');
  if (checker.problem !== undefined) return { ok: false, problem: checker.problem };
  return { ok: true, expression: { text, root, type: type === 'fillMode' ? 'scalar' : type } };
}

interface Checker {
  readonly text: string;
  problem: ExpressionProblem | undefined;
}

const described = {
  scalar: 'a number',
  series: 'one series',
  array: 'an array of series',
  fillMode: 'REPEAT or LINEAR',
} satisfies Record<ArgumentType, string>;

function typeOf(node: ExpressionNode, checker: Checker): ArgumentType {
  switch (node.kind) {
    case 'number':
      return 'scalar';
    case 'id':
      return 'series';
    case 'metrics':
      return 'array';
    case 'fillMode':
      return 'fillMode';
    case 'negate':
      return operandType(node.operand, checker);
    case 'binary':
      return binaryType(node, checker);
    case 'array':
      return arrayType(node, checker);
    case 'call':
      return callType(node, checker);
  }
}

function operandType(node: ExpressionNode, checker: Checker): ExpressionType {
  const type = typeOf(node, checker);
  if (type !== 'fillMode') return type;
  return refuse(checker, node.at, 'REPEAT and LINEAR have a meaning in FILL only, must be a number or a series');
}

function binaryType(node: Extract<ExpressionNode, { kind: 'binary' }>, checker: Checker): ExpressionType {
  const types = [operandType(node.left, checker), operandType(node.right, checker)] as const;
  if (types[0] === 'array' && types[1] === 'array') {
    return refuse(checker, node.at, `both sides of "${node.operator}" are arrays, one must be a number or one series`);
  }
  return types.includes('array') ? 'array' : types.includes('series') ? 'series' : 'scalar';
}

function arrayType(node: Extract<ExpressionNode, { kind: 'array' }>, checker: Checker): ExpressionType {
  for (const item of node.items) {
    const type = typeOf(item, checker);
    if (type !== 'series') refuse(checker, item.at, `the array has ${described[type]} in it, must be series only`);
  }
  return node.items.length === 0 ? refuse(checker, node.at, 'the array is empty, must have a series') : 'array';
}

function callType(node: Extract<ExpressionNode, { kind: 'call' }>, checker: Checker): ExpressionType {
  const types = node.args.map((arg) => typeOf(arg, checker));
  const { usage, typeOf: resultOf } = functions[node.name];
  const given = types.length === 0 ? 'nothing' : types.map((type) => described[type]).join(', ');
  return resultOf(types) ?? refuse(checker, node.at, `${node.name} is given ${given}, must be ${usage}`);
}

/** Keeps the first problem; the type it returns is used by nobody then. */
function refuse(checker: Checker, at: number, what: string): ExpressionType {
  checker.problem ??= expressionProblem(checker.text, at, what);
  return 'scalar';
}
