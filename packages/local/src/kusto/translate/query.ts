import { UnsupportedKustoError } from '../errors';
import type { SyntaxNode } from '../syntax-tree';
import type { Column } from '../tables';
import { expression } from './expression';
import { operator, union } from './operators';
import { child, columnsOf, type Definition, onlyHas, type Scope } from './scope';
import { allColumns, columnOf, identifier, input, orderColumn, type Relation, sqlTypes } from './sql';

/** A query in DuckDB's SQL: over tables of the same names, and the variable `kusto_now`. */
export interface TranslatedQuery {
  readonly sql: string;
  readonly columns: readonly Column[];
}

/** The statements of a query: each `let` of a table becomes a common table expression, each of a value stands where its name stood. @throws {UnsupportedKustoError} */
export function translateTree(root: SyntaxNode): TranslatedQuery {
  onlyHas(root, ['Statements']);
  const definitions = new Map<string, Definition>();
  const tables: string[] = [];
  const scope: Scope = { definitions, relation: node => relation(node, scope) };
  let answer: Relation | undefined;
  for (const statement of child(root, 'Statements').elements) {
    if (statement.kind === 'ExpressionStatement') answer = scope.relation(child(statement, 'Expression'));
    else if (statement.kind === 'LetStatement') define(statement);
    else throw new UnsupportedKustoError(statement.kind, statement);
  }
  if (answer === undefined) throw new UnsupportedKustoError('a query without an answer', root);
  return { sql: finish(answer, tables), columns: answer.columns };

  function define(statement: SyntaxNode) {
    const { name } = child(statement, 'Name');
    const value = child(statement, 'Expression');
    if (value.columns === undefined) {
      definitions.set(name, { kind: 'scalar', sql: `(${expression(value, scope)})` });
      return;
    }
    const { sql, columns } = scope.relation(value);
    // Materialized, or DuckDB would evaluate it again wherever it is named.
    tables.push(`${identifier(name)} AS MATERIALIZED (${sql})`);
    definitions.set(name, { kind: 'relation', columns });
  }
}

function finish({ sql, columns, ordered }: Relation, tables: readonly string[]): string {
  const order = ordered ? ` ORDER BY ${input}.${orderColumn}` : '';
  const main = `SELECT ${columns.map(({ name, type }) => `${shown(columnOf(name), type)} AS ${identifier(name)}`).join(', ')} FROM (${sql}) AS ${input}${order}`;
  return tables.length === 0 ? main : `WITH ${tables.join(',\n')}\n${main}`;
}

const shown = (sql: string, type: Column['type']) => (type === 'datetime' ? `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%gZ')` : sql);

function relation(node: SyntaxNode, scope: Scope): Relation {
  switch (node.kind) {
    case 'PipeExpression':
      return operator(scope.relation(child(node, 'Expression')), child(node, 'Operator'), scope);
    case 'ParenthesizedExpression':
    case 'MaterializeExpression':
      return scope.relation(child(node, 'Expression'));
    case 'UnionOperator':
      return union([], node, scope);
    case 'DataTableExpression':
      return emptyTable(node);
    case 'NameReference':
      return named(node, scope);
    default:
      throw new UnsupportedKustoError(node.kind, node);
  }
}

/** Columns without a row: what a fuzzy union puts beside a table that may lack them. */
function emptyTable(node: SyntaxNode): Relation {
  onlyHas(node, ['Schema']);
  const columns = columnsOf(node);
  const selected = columns.map(({ name, type }) => `CAST(NULL AS ${sqlTypes[type]}) AS ${identifier(name)}`);
  return { sql: `SELECT ${selected.join(', ')} WHERE false`, columns, ordered: false };
}

function named(node: SyntaxNode, scope: Scope): Relation {
  const isTable =
    node.refersTo === 'TableSymbol' || (node.refersTo === 'VariableSymbol' && scope.definitions.get(node.name)?.kind === 'relation');
  if (!isTable) throw new UnsupportedKustoError(`a name that stands for a ${node.refersTo ?? 'thing unknown'}`, node);
  const columns = columnsOf(node);
  return { sql: `SELECT ${allColumns(columns).join(', ')} FROM ${identifier(node.name)} AS ${input}`, columns, ordered: false };
}
