/** One `let` statement of a query. */
export const define = (name: string, expression: string) => `let ${name} = ${expression};`;

/** A whole query: statements, each on lines of its own, then the expression that answers. */
export const statements = (...parts: readonly string[]) => parts.join('\n');

/** A text in Kusto's double quotes: https://learn.microsoft.com/kusto/query/scalar-data-types/string */
export const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
