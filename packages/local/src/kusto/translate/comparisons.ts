import type { ScalarType } from '../tables';

type Comparison = (left: string, right: string, type: ScalarType) => string;

/** Where one side has no value the two are not equal, and where neither has one nothing is known: https://learn.microsoft.com/kusto/query/scalar-data-types/null-values */
const equal: Comparison = (left, right, type) =>
  type === 'string'
    ? `(${left} = ${right})`
    : `(CASE WHEN ${left} IS NULL AND ${right} IS NULL THEN NULL ELSE ${left} IS NOT DISTINCT FROM ${right} END)`;

const inAnyCase = (left: string, right: string) => `(lower(${left}) = lower(${right}))`;

const startsWith = (left: string, right: string) => `starts_with(lower(${left}), lower(${right}))`;

/** What is searched for stands there as whole terms, which are letters and digits: https://learn.microsoft.com/kusto/query/has-operator */
const has = (left: string, right: string) => {
  const edge = (at: string, boundary: string) => `CASE WHEN regexp_matches(${right}, '${at}') THEN '${boundary}' ELSE '' END`;
  const pattern = [edge('^[A-Za-z0-9]', '(^|[^a-z0-9])'), `regexp_escape(lower(${right}))`, edge('[A-Za-z0-9]$', '($|[^a-z0-9])')];
  return `regexp_matches(lower(${left}), ${pattern.join(' || ')})`;
};

export const comparisons: Readonly<Record<string, Comparison>> = {
  EqualExpression: equal,
  NotEqualExpression: (left, right, type) => `(NOT ${equal(left, right, type)})`,
  LessThanExpression: (left, right) => `(${left} < ${right})`,
  LessThanOrEqualExpression: (left, right) => `(${left} <= ${right})`,
  GreaterThanExpression: (left, right) => `(${left} > ${right})`,
  GreaterThanOrEqualExpression: (left, right) => `(${left} >= ${right})`,
  EqualTildeExpression: inAnyCase,
  StartsWithExpression: startsWith,
  HasExpression: has,
  BangTildeExpression: (left, right) => `(NOT ${inAnyCase(left, right)})`,
  AndExpression: (left, right) => `(${left} AND ${right})`,
  OrExpression: (left, right) => `(${left} OR ${right})`,
};
