/** A type of the catalog that Athena has no word for. */
export class UnknownTypeError extends Error {
  override readonly name = 'UnknownTypeError';

  constructor(type: string) {
    super(`'${type}' is no type that Hive and Trino share here: name its word in presto-type.ts.`);
  }
}

const words: Readonly<Record<string, string>> = {
  bigint: 'bigint',
  boolean: 'boolean',
  int: 'integer',
  string: 'varchar',
  timestamp: 'timestamp(3)',
};

/**
 * A Hive type in the words of Trino, which Athena's views are written in: `struct<uid:string>` is `row("uid" varchar)`.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/data-types.html
 * @throws {UnknownTypeError}
 */
export function prestoType(hiveType: string): string {
  const nested = /^(array|map|struct)<(.*)>$/.exec(hiveType);
  if (nested === null) {
    const word = words[hiveType];
    if (word === undefined) throw new UnknownTypeError(hiveType);
    return word;
  }
  const [, kind, inner = ''] = nested;
  const parts = outerParts(inner);
  if (kind !== 'struct') return `${kind}(${parts.map(prestoType).join(',')})`;
  const fields = parts.map(part => {
    const colon = part.indexOf(':');
    return `"${part.slice(0, colon)}" ${prestoType(part.slice(colon + 1))}`;
  });
  return `row(${fields.join(',')})`;
}

/** Splits at the commas that stand in no brackets of their own. */
function outerParts(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let position = 0; position <= text.length; position++) {
    const character = text[position];
    if (character === '<') depth++;
    else if (character === '>') depth--;
    else if ((character === ',' || character === undefined) && depth === 0) {
      parts.push(text.slice(start, position));
      start = position + 1;
    }
  }
  return parts;
}
