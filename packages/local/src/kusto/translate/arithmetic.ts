import type { ScalarType } from '../tables';

/** A sum, a product ... of these types; undefined where Kusto has none, or where we do not know it. */
export function arithmetic(kind: string, [left, leftType]: Operand, [right, rightType]: Operand): string | undefined {
  const family = `${familyOf(leftType)} ${symbols[kind] ?? '?'} ${familyOf(rightType)}`;
  return operations[family]?.(left, right, leftType === 'real' || rightType === 'real');
}

type Operand = readonly [sql: string, type: ScalarType];

const symbols: Readonly<Record<string, string>> = {
  AddExpression: '+',
  SubtractExpression: '-',
  MultiplyExpression: '*',
  DivideExpression: '/',
};

const familyOf = (type: ScalarType) => (type === 'int' || type === 'long' || type === 'real' ? 'number' : type);

const operations: Readonly<Record<string, (left: string, right: string, isReal: boolean) => string>> = {
  'number + number': (left, right) => `(${left} + ${right})`,
  'number - number': (left, right) => `(${left} - ${right})`,
  'number * number': (left, right) => `(${left} * ${right})`,
  // Whole numbers give a whole number.
  'number / number': (left, right, isReal) => (isReal ? `(CAST(${left} AS DOUBLE) / ${right})` : `(${left} // ${right})`),
  'datetime - datetime': (left, right) => `(epoch_us(${left}) - epoch_us(${right}))`,
  'datetime - timespan': (left, right) => `make_timestamp(epoch_us(${left}) - ${right})`,
  'datetime + timespan': (left, right) => `make_timestamp(epoch_us(${left}) + ${right})`,
  'timespan + timespan': (left, right) => `(${left} + ${right})`,
  'timespan - timespan': (left, right) => `(${left} - ${right})`,
  'timespan / timespan': (left, right) => `(CAST(${left} AS DOUBLE) / ${right})`,
  'number * timespan': (left, right) => `CAST(round(${left} * ${right}) AS BIGINT)`,
  'timespan * number': (left, right) => `CAST(round(${left} * ${right}) AS BIGINT)`,
};
