import type { ScalarType } from '../tables';
import type { Argument } from './functions';

type Aggregate = (args: readonly Argument[], result: ScalarType) => string | undefined;

const of =
  (translate: (sql: string) => string): Aggregate =>
  ([value, ...others]) =>
    value === undefined || others.length > 0 ? undefined : translate(value.sql);

const ofIf =
  (translate: (sql: string) => string): Aggregate =>
  ([value, condition, ...others]) =>
    value === undefined || condition === undefined || others.length > 0
      ? undefined
      : `${translate(value.sql)} FILTER (WHERE ${condition.sql})`;

const max = (sql: string) => `max(${sql})`;
const min = (sql: string) => `min(${sql})`;
const sum = (sql: string) => `sum(${sql})`;
const distinct = (sql: string) => `count(DISTINCT ${sql})`;
/** Any is any: the first one makes an answer repeatable. */
const any = (sql: string) => `any_value(${sql})`;

/** Texts only: what is no text has a spelling of its own in an array. In the order of their first rows Kusto gives none; sorted, an answer is repeatable. */
const set: Aggregate = ([value, ...others]) =>
  value?.type !== 'string' || others.length > 0 ? undefined : `coalesce(list_sort(list(DISTINCT ${value.sql})), [])`;

/**
 * https://learn.microsoft.com/kusto/query/aggregation-functions. `dcount` and its kin estimate in Kusto and are counted here: a query whose number
 * must be right does not use them. `avg` and `sum` of nothing are left out, because the two engines differ.
 */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  count: args => (args.length === 0 ? 'count(*)' : undefined),
  countif: of(condition => `count(*) FILTER (WHERE ${condition})`),
  count_distinct: of(distinct),
  count_distinctif: ofIf(distinct),
  dcount: of(distinct),
  dcountif: ofIf(distinct),
  make_set: set,
  max: of(max),
  maxif: ofIf(max),
  min: of(min),
  minif: ofIf(min),
  sum: of(sum),
  sumif: ofIf(sum),
  take_any: of(any),
  take_anyif: ofIf(any),
};
