import type { ScalarType } from '../tables';

export interface Argument {
  readonly sql: string;
  readonly type: ScalarType;
  /** The text of a string literal. */
  readonly literal: string | undefined;
}

type ScalarFunction = (args: readonly Argument[], result: ScalarType) => string | undefined;

/** Set by whoever asks: a query has one moment. */
export const now = "getvariable('kusto_now')";

const sqlOf = (args: readonly Argument[]) => args.map(({ sql }) => sql);
const isNull = ({ sql, type }: Argument) => (type === 'string' ? 'false' : `(${sql} IS NULL)`);
const isEmpty = ({ sql, type }: Argument) => (type === 'string' ? `(${sql} = '')` : `(${sql} IS NULL)`);

const one =
  (translate: (argument: Argument, result: ScalarType) => string | undefined): ScalarFunction =>
  ([first, ...others], result) =>
    first === undefined || others.length > 0 ? undefined : translate(first, result);

const two =
  (translate: (first: Argument, second: Argument) => string | undefined): ScalarFunction =>
  ([first, second, ...others]) =>
    first === undefined || second === undefined || others.length > 0 ? undefined : translate(first, second);

const choice: ScalarFunction = args => {
  const values = sqlOf(args);
  if (values.length < 3 || values.length % 2 === 0) return undefined;
  const branches = Array.from({ length: (values.length - 1) / 2 }, (_, index) => `WHEN ${values[2 * index]} THEN ${values[2 * index + 1]}`);
  return `(CASE ${branches.join(' ')} ELSE ${values.at(-1)} END)`;
};

/** Kusto counts bins of a datetime from the year 1, DuckDB from 1970. */
const microsecondsTo1970 = '62135596800000000';

const bin = two((value, size) => {
  if (value.type === 'datetime' && size.type === 'timespan') {
    const sinceYear1 = `(epoch_us(${value.sql}) + ${microsecondsTo1970})`;
    return `make_timestamp(${sinceYear1} - ${sinceYear1} % ${size.sql} - ${microsecondsTo1970})`;
  }
  const isWhole = (type: ScalarType) => type === 'long' || type === 'int';
  if (isWhole(value.type) && isWhole(size.type)) return `CAST(floor(CAST(${value.sql} AS DOUBLE) / ${size.sql}) AS BIGINT) * ${size.sql}`;
  if (value.type === 'real') return `(floor(${value.sql} / ${size.sql}) * ${size.sql})`;
  return undefined;
});

/** Both count the boundaries between two moments. A week begins on another day in DuckDB. */
const boundaries = ['year', 'quarter', 'month', 'day', 'hour', 'minute', 'second'];

const truncate = (unit: string) => one(({ sql }) => `date_trunc('${unit}', ${sql})`);

/** Of a `dynamic` only a member of a JSON text can be a number. */
const toReal = one(({ sql, type }) => {
  if (type === 'dynamic') return `TRY_CAST(json_extract_string(${sql}, '$') AS DOUBLE)`;
  return type === 'long' || type === 'int' || type === 'real' ? `CAST(${sql} AS DOUBLE)` : undefined;
});

/** https://learn.microsoft.com/kusto/query/scalar-functions. A function gives undefined for arguments that it does not know. */
export const functions: Readonly<Record<string, ScalarFunction>> = {
  ago: one(({ sql }) => `make_timestamp(epoch_us(${now}) - ${sql})`),
  array_length: one(({ sql }) => `len(${sql})`),
  array_sort_asc: one(({ sql }) => `list_sort(${sql})`),
  bin,
  case: choice,
  // An empty string counts as missing.
  coalesce: args => `coalesce(${args.map(({ sql, type }) => (type === 'string' ? `nullif(${sql}, '')` : sql)).join(', ')})`,
  datetime_diff: ([unit, later, earlier]) =>
    unit?.literal === undefined || !boundaries.includes(unit.literal) || later === undefined || earlier === undefined
      ? undefined
      : `date_diff('${unit.literal}', ${earlier.sql}, ${later.sql})`,
  iff: choice,
  iif: choice,
  isempty: one(isEmpty),
  isnotempty: one(argument => `(NOT ${isEmpty(argument)})`),
  isnotnull: one(argument => `(NOT ${isNull(argument)})`),
  isnull: one(isNull),
  max_of: args => `greatest(${sqlOf(args).join(', ')})`,
  min_of: args => `least(${sqlOf(args).join(', ')})`,
  not: one(({ sql }) => `(NOT ${sql})`),
  now: args => (args.length === 0 ? now : undefined),
  parse_json: one(({ sql, type }) => (type === 'string' ? `(CASE WHEN json_valid(${sql}) THEN CAST(${sql} AS JSON) END)` : undefined)),
  startofday: truncate('day'),
  startofmonth: truncate('month'),
  startofyear: truncate('year'),
  strcat: args => (args.every(({ type }) => type === 'string' || type === 'long') ? `concat(${sqlOf(args).join(', ')})` : undefined),
  strcat_array: two((array, delimiter) => `array_to_string(${array.sql}, ${delimiter.sql})`),
  // The fraction is cut, where SQL would round.
  tolong: one(({ sql, type }) => (type === 'real' ? `CAST(trunc(${sql}) AS BIGINT)` : undefined)),
  tolower: one(({ sql }) => `lower(${sql})`),
  todouble: toReal,
  toreal: toReal,
  tostring: one(({ sql, type }) => (type === 'string' || type === 'long' ? `CAST(${sql} AS VARCHAR)` : undefined)),
};
