import type { FunctionName } from './functions.ts';

/** Binary operators; `AND` and `OR` may be written `&&` and `||`. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'AND' | 'OR';

/** One part of a metric math expression; `at` is where it starts in the text, counted from 0. */
export type ExpressionNode =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'id'; readonly id: string; readonly at: number }
  | { readonly kind: 'negate'; readonly operand: ExpressionNode; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
      readonly at: number;
    }
  | { readonly kind: 'array'; readonly items: readonly ExpressionNode[]; readonly at: number }
  /** `METRICS()` or `METRICS("part of an id")`. */
  | { readonly kind: 'metrics'; readonly contains: string; readonly at: number }
  /** The words that `FILL` takes in place of a value. */
  | { readonly kind: 'fillMode'; readonly mode: FillMode; readonly at: number }
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      readonly args: readonly ExpressionNode[];
      readonly at: number;
    };

export type FillMode = 'REPEAT' | 'LINEAR';

/** What an expression yields: one number, one time series, or an array of time series. */
export type ExpressionType = 'scalar' | 'series' | 'array';

/** A metric math expression that was read and whose types fit. */
export interface Expression {
  readonly text: string;
  readonly root: ExpressionNode;
  readonly type: ExpressionType;
}

/** Why an expression cannot be read. */
export interface ExpressionProblem {
  /** Names the expression, the character and what must be there instead. */
  readonly message: string;
  /** Where in the text, counted from 1. */
  readonly position: number;
}

/** An expression, or the first problem it has. */
export type ExpressionResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: ExpressionProblem };

const quotedLength = 80;

/** Words a problem at a place (counted from 0) in an expression: what is there, what must be. */
export function expressionProblem(text: string, at: number, what: string): ExpressionProblem {
  const quoted = text.length > quotedLength ? `${text.slice(0, quotedLength)}...` : text;
  const position = at + 1;
  return { message: `Cannot read expression "${quoted}" at character ${position}: ${what}`, position };
}
