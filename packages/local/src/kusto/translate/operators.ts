import { UnsupportedKustoError } from '../errors';
import type { SyntaxNode } from '../syntax-tree';
import { expression } from './expression';
import { join, lookup } from './join';
import { child, columnsOf, onlyHas, type Scope } from './scope';
import { allColumns, asType, columnOf, identifier, input, orderColumn, type Relation, select, sqlTypes } from './sql';
import { summarize } from './summarize';

type Operator = (from: Relation, node: SyntaxNode, scope: Scope) => Relation;

/** What stands behind a `|`. @throws {UnsupportedKustoError} */
export function operator(from: Relation, node: SyntaxNode, scope: Scope): Relation {
  const translate = operators[node.kind];
  if (translate === undefined) throw new UnsupportedKustoError(node.kind, node);
  return translate(from, node, scope);
}

const where: Operator = (from, node, scope) => {
  onlyHas(node, ['Condition']);
  return { ...from, sql: select(allColumns(from.columns), from, `WHERE ${expression(child(node, 'Condition'), scope)}`) };
};

/** `extend`, `project` and `project-away`: a column is a new one of its name, or the input's. */
const projection: Operator = (from, node, scope) => {
  onlyHas(node, ['Expressions']);
  const made = new Map(child(node, 'Expressions').elements.flatMap(element => madeColumn(element, scope)));
  const columns = columnsOf(node);
  const selected = columns.map(({ name, type }) => {
    const sql = made.get(name) ?? (from.columns.some(column => column.name === name) ? columnOf(name) : undefined);
    if (sql === undefined) throw new UnsupportedKustoError(`the column ${name}, which has no name in the query`, node);
    return `${asType(type, sql)} AS ${identifier(name)}`;
  });
  return { sql: select(selected, from), columns, ordered: from.ordered };
};

const madeColumn = (element: SyntaxNode, scope: Scope): readonly (readonly [string, string])[] => {
  if (element.kind === 'SimpleNamedExpression') return [[child(element, 'Name').name, expression(child(element, 'Expression'), scope)]];
  // `project a`, and the column that `project-away` takes away.
  if (element.kind === 'NameReference') return [];
  throw new UnsupportedKustoError('a column without a name', element);
};

/** Kusto's order is descending unless it says otherwise; nulls are the smallest. */
const order = (element: SyntaxNode, scope: Scope): string => {
  const ordered = element.kind === 'OrderedExpression';
  const ordering = ordered ? (element.children.Ordering?.text ?? 'desc') : 'desc';
  if (ordering !== 'asc' && ordering !== 'desc') throw new UnsupportedKustoError(`the order ${ordering}`, element);
  const sql = expression(ordered ? child(element, 'Expression') : element, scope);
  return `${sql} ${ordering === 'asc' ? 'ASC NULLS FIRST' : 'DESC NULLS LAST'}`;
};

const inOrder = (from: Relation, by: readonly string[]): Relation => ({
  sql: `SELECT ${[...allColumns(from.columns), `row_number() OVER (ORDER BY ${by.join(', ')}) AS ${orderColumn}`].join(', ')} FROM (${from.sql}) AS ${input}`,
  columns: from.columns,
  ordered: true,
});

const sort: Operator = (from, node, scope) => {
  onlyHas(node, ['Expressions']);
  return inOrder(
    from,
    child(node, 'Expressions').elements.map(element => order(element, scope)),
  );
};

const first = (from: Relation, count: SyntaxNode, scope: Scope): Relation => ({
  ...from,
  sql: select(
    allColumns(from.columns),
    from,
    `${from.ordered ? `ORDER BY ${input}.${orderColumn} ` : ''}LIMIT ${expression(count, scope)}`,
  ),
});

const take: Operator = (from, node, scope) => {
  onlyHas(node, ['Expression']);
  return first(from, child(node, 'Expression'), scope);
};

const top: Operator = (from, node, scope) => {
  onlyHas(node, ['Expression', 'ByExpression']);
  return first(inOrder(from, [order(child(node, 'ByExpression'), scope)]), child(node, 'Expression'), scope);
};

const count: Operator = (from, node) => {
  onlyHas(node, []);
  return { sql: `SELECT count(*) AS "Count" FROM (${from.sql}) AS ${input}`, columns: columnsOf(node), ordered: false };
};

const distinct: Operator = (from, node, scope) => {
  onlyHas(node, ['Expressions']);
  const columns = columnsOf(node);
  const values = child(node, 'Expressions').elements.map(element => expression(element, scope));
  if (values.length !== columns.length) throw new UnsupportedKustoError('distinct *', node);
  const selected = columns.map(({ name }, index) => `${values[index]} AS ${identifier(name)}`);
  return { sql: `SELECT DISTINCT ${selected.join(', ')} FROM (${from.sql}) AS ${input}`, columns, ordered: false };
};

const operators: Readonly<Record<string, Operator>> = {
  CountOperator: count,
  DistinctOperator: distinct,
  ExtendOperator: projection,
  FilterOperator: where,
  JoinOperator: join,
  LookupOperator: lookup,
  ProjectAwayOperator: projection,
  ProjectOperator: projection,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
  TopOperator: top,
  UnionOperator: (from, node, scope) => union([from], node, scope),
};

/** All rows of all tables; a column that one of them lacks has no value there. */
export function union(before: readonly Relation[], node: SyntaxNode, scope: Scope): Relation {
  onlyHas(node, ['Parameters', 'Expressions']);
  // A table that is not there is an error of the analysis, fuzzy or not.
  const parameters = node.children.Parameters?.elements.filter(({ text }) => text !== 'isfuzzy=true') ?? [];
  if (parameters.length > 0) throw new UnsupportedKustoError("UnionOperator's Parameters", node);
  const columns = columnsOf(node);
  const relations = [...before, ...child(node, 'Expressions').elements.map(element => scope.relation(element))];
  const parts = relations.map(relation => {
    const selected = columns.map(({ name, type }) => {
      const known = relation.columns.find(column => column.name === name);
      if (known !== undefined && known.type !== type) throw new UnsupportedKustoError(`the column ${name} of two types`, node);
      return `${asType(type, known === undefined ? `CAST(NULL AS ${sqlTypes[type]})` : columnOf(name))} AS ${identifier(name)}`;
    });
    return `SELECT ${selected.join(', ')} FROM (${relation.sql}) AS ${input}`;
  });
  return { sql: parts.join(' UNION ALL '), columns, ordered: false };
}
