import { UnsupportedKustoError } from '../errors';
import type { SyntaxNode } from '../syntax-tree';
import { scalarType } from './scope';
import { sqlTypes, text } from './sql';

const microseconds: Readonly<Record<string, number>> = { d: 86_400_000_000, h: 3_600_000_000, m: 60_000_000, s: 1_000_000, ms: 1000 };

const literals: Readonly<Record<string, (node: SyntaxNode) => string | undefined>> = {
  StringLiteralExpression: ({ stringValue }) => (stringValue === undefined ? undefined : text(stringValue)),
  LongLiteralExpression: ({ text: digits }) => (/^\d+$/.test(digits) ? `CAST(${digits} AS BIGINT)` : undefined),
  RealLiteralExpression: ({ text: digits }) => (/^\d+\.\d+$/.test(digits) ? `CAST(${digits} AS DOUBLE)` : undefined),
  BooleanLiteralExpression: ({ text: word }) => (/^(true|false)$/.test(word) ? word : undefined),
  TimespanLiteralExpression: ({ text: span }) => {
    const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(d|h|m|s|ms)$/.exec(span) ?? [];
    return amount === undefined ? undefined : `CAST(${Math.round(Number(amount) * (microseconds[unit] ?? Number.NaN))} AS BIGINT)`;
  },
  DateTimeLiteralExpression: ({ text: moment }) => {
    const [, iso] = /^datetime\(([\d-]{10}(?:[T ][\d:.]+Z?)?)\)$/.exec(moment) ?? [];
    return iso === undefined ? undefined : `TIMESTAMP ${text(iso.replace('T', ' ').replace('Z', ''))}`;
  },
};

export const isLiteral = ({ kind }: SyntaxNode) => kind.endsWith('LiteralExpression');

/** `"x"`, `1`, `1.5`, `true`, `90d`, `datetime(2026-01-31)`, `real(null)`. @throws {UnsupportedKustoError} for another spelling */
export function literal(node: SyntaxNode): string {
  if (/^\w+\(null\)$/.test(node.text)) return `CAST(NULL AS ${sqlTypes[scalarType(node)]})`;
  const sql = literals[node.kind]?.(node);
  if (sql === undefined) throw new UnsupportedKustoError(`this spelling of ${node.kind}`, node);
  return sql;
}
