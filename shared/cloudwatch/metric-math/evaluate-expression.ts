import type { Expression, ExpressionNode } from './expression.ts';
import type { Filler } from './fill.ts';
import type { MathContext } from './function-kinds.ts';
import { functions } from './functions.ts';
import { applyOperator } from './operators.ts';
import { type MathValue, mapSeries, seriesOf, type TimeSeries } from './time-series.ts';

/** The window that an expression is evaluated over. */
export interface ExpressionWindow extends MathContext {
  /** Ids that `METRICS()` stands for: the metrics, without the expressions; all ids when absent. */
  readonly metricIds?: readonly string[];
}

/**
 * Evaluates an expression over series by id; points that are missing on both sides, or are no finite number such as
 * x/0, are missing in the result. The result has the expression's type. Throws when an id has no series.
 */
export function evaluateExpression(
  expression: Expression,
  seriesById: ReadonlyMap<string, TimeSeries>,
  window: ExpressionWindow,
): MathValue {
  const scope: Scope = { expression, seriesById, window };
  const value = evaluate(expression.root, scope);
  if (value.type === 'fillMode') throw new Error(`Cannot evaluate expression "${expression.text}": it is no value`);
  return value;
}

interface Scope {
  readonly expression: Expression;
  readonly seriesById: ReadonlyMap<string, TimeSeries>;
  readonly window: ExpressionWindow;
}

function evaluate(node: ExpressionNode, scope: Scope): Filler {
  switch (node.kind) {
    case 'number':
      return { type: 'scalar', value: node.value };
    case 'id':
      return { type: 'series', series: seriesById(node.id, scope) };
    case 'metrics':
      return { type: 'array', series: metricIds(node.contains, scope).map((id) => seriesById(id, scope)) };
    case 'fillMode':
      return { type: 'fillMode', mode: node.mode };
    case 'negate':
      return negate(operand(node.operand, scope));
    case 'binary':
      return applyOperator(node.operator, operand(node.left, scope), operand(node.right, scope));
    case 'array':
      return { type: 'array', series: node.items.map((item) => seriesOfItem(item, scope)) };
    case 'call':
      return functions[node.name].apply(
        node.args.map((arg) => evaluate(arg, scope)),
        scope.window,
      );
  }
}

function operand(node: ExpressionNode, scope: Scope): MathValue {
  const value = evaluate(node, scope);
  if (value.type !== 'fillMode') return value;
  throw new Error(`Cannot evaluate expression "${scope.expression.text}": ${value.mode} has a meaning in FILL only`);
}

function seriesOfItem(node: ExpressionNode, scope: Scope): TimeSeries {
  const value = operand(node, scope);
  if (value.type === 'series') return value.series;
  throw new Error(`Cannot evaluate expression "${scope.expression.text}": an array must have series only`);
}

function negate(value: MathValue): MathValue {
  if (value.type === 'scalar') return { type: 'scalar', value: value.value === undefined ? undefined : -value.value };
  return mapSeries(value, (series) => seriesOf(series.keys(), (time) => -(series.get(time) ?? 0)));
}

function metricIds(contains: string, scope: Scope): readonly string[] {
  const ids = scope.window.metricIds ?? [...scope.seriesById.keys()];
  return ids.filter((id) => id.includes(contains));
}

function seriesById(id: string, scope: Scope): TimeSeries {
  const series = scope.seriesById.get(id);
  if (series !== undefined) return series;
  const known = [...scope.seriesById.keys()].map((known) => `"${known}"`).join(', ');
  throw new Error(
    `Cannot evaluate expression "${scope.expression.text}": no series has id "${id}", must be one of ${known || '(none)'}`,
  );
}
