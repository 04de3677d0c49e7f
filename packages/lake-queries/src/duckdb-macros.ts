/**
 * Trino's functions, as far as the queries use them, for DuckDB: run them before a query. Days are UTC in both when the session's zone is (`SET TimeZone = 'UTC'`).
 * That a query runs here is no proof that it runs in Athena: a test holds the queries to Trino's grammar besides.
 *
 * @see https://trino.io/docs/current/functions.html
 */
export const duckDbMacros: readonly string[] = [
  // DuckDB's own gives a list for a map; a key or an index that is not there is null in Trino.
  'CREATE OR REPLACE MACRO element_at(collection, key) AS collection[key]',
  "CREATE OR REPLACE MACRO date_add(unit, amount, moment) AS CASE unit WHEN 'millisecond' THEN moment + to_milliseconds(amount) ELSE error('date_add: unknown unit') END",
  // The formats that are used mean the same to MySQL's functions, which Trino follows, and to strftime.
  'CREATE OR REPLACE MACRO date_format(moment, format) AS strftime(moment, format)',
  'CREATE OR REPLACE MACRO to_unixtime(moment) AS epoch(moment)',
  // DuckDB's own pass over rows without a value, and would show the error of a call that has succeeded since.
  'CREATE OR REPLACE MACRO max_by(value, rank) AS arg_max_null(value, rank)',
  'CREATE OR REPLACE MACRO min_by(value, rank) AS arg_min_null(value, rank)',
  'CREATE OR REPLACE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)',
];
