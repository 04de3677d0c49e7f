import type { ScalarType } from '../tables';

type Comparison = (left: string, right: string, type: ScalarType) => string;

/** Where one side has no value the two are not equal, and where neither has one nothing is known: https://learn.microsoft.com/kusto/query/scalar-data-types/null-values */
const equal: Comparison = (left, right, type) =>
  type === 'string'
    ? `(${left} = ${right})`
    : `(CASE WHEN ${left} IS NULL AND ${right} IS NULL THEN NULL ELSE ${left} IS NOT DISTINCT FROM ${right} END)`;

const inAnyCase = (left: string, right: string) => `(lower(${left}) = lower(${right}))`;

export const comparisons: Readonly<Record<string, Comparison>> = {
  EqualExpression: equal,
  NotEqualExpression: (left, right, type) => `(NOT ${equal(left, right, type)})`,
  LessThanExpression: (left, right) => `(${left} < ${right})`,
  LessThanOrEqualExpression: (left, right) => `(${left} <= ${right})`,
  GreaterThanExpression: (left, right) => `(${left} > ${right})`,
  GreaterThanOrEqualExpression: (left, right) => `(${left} >= ${right})`,
  EqualTildeExpression: inAnyCase,
  BangTildeExpression: (left, right) => `(NOT ${inAnyCase(left, right)})`,
  AndExpression: (left, right) => `(${left} AND ${right})`,
  OrExpression: (left, right) => `(${left} OR ${right})`,
};
