const words: Readonly<Record<string, string>> = {
  bigint: 'BIGINT',
  boolean: 'BOOLEAN',
  int: 'INTEGER',
  string: 'VARCHAR',
  timestamp: 'TIMESTAMP',
};

/** A type of the catalog in DuckDB's words: `array<struct<uid:string>>` is `STRUCT("uid" VARCHAR)[]`. */
export function duckDbType(hiveType: string): string {
  const nested = /^(array|map|struct)<(.*)>$/.exec(hiveType);
  if (nested === null) return words[hiveType] ?? 'VARCHAR';
  const [, kind, inner = ''] = nested;
  const parts = outerParts(inner);
  if (kind === 'array') return `${duckDbType(inner)}[]`;
  if (kind === 'map') return `MAP(${parts.map(duckDbType).join(', ')})`;
  const fields = parts.map(part => `"${part.slice(0, part.indexOf(':'))}" ${duckDbType(part.slice(part.indexOf(':') + 1))}`);
  return `STRUCT(${fields.join(', ')})`;
}

/** Splits at the commas that stand in no brackets of their own. */
function outerParts(text: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '<') depth++;
    if (character === '>') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts;
}
