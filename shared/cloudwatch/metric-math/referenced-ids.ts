import type { Expression, ExpressionNode } from './expression.ts';

/**
 * The ids an expression names, each once, in order of appearance. `METRICS()` names none: it stands for whatever
 * metrics the request has.
 */
export function referencedIds(expression: Expression): readonly string[] {
  const ids = new Set<string>();
  collect(expression.root, ids);
  return [...ids];
}

function collect(node: ExpressionNode, ids: Set<string>): void {
  if (node.kind === 'id') ids.add(node.id);
  for (const child of childrenOf(node)) collect(child, ids);
}

function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'negate':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'array':
      return node.items;
    case 'call':
      return node.args;
    default:
      return [];
  }
}
