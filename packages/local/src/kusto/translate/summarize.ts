import { UnsupportedKustoError } from '../errors';
import type { SyntaxNode } from '../syntax-tree';
import { expression } from './expression';
import { child, columnsOf, onlyHas, type Scope } from './scope';
import { asType, columnOf, identifier, input, type Relation } from './sql';

/** `summarize Keys = count(), arg_max(Time, *) by User`: the groups' columns first, then the aggregates', as the language service names them. */
export function summarize(from: Relation, node: SyntaxNode, scope: Scope): Relation {
  onlyHas(node, ['Aggregates', 'ByClause']);
  const by = node.children.ByClause;
  if (by !== undefined) onlyHas(by, ['Expressions']);
  const columns = columnsOf(node);
  const groups = (by?.children.Expressions?.elements ?? []).map(group => expression(unnamed(group), scope));
  const isGroup = new Set((by?.children.Expressions?.elements ?? []).map(({ text }) => text));
  const values = [...groups, ...(node.children.Aggregates?.elements ?? []).flatMap(aggregate => valuesOf(aggregate, from, isGroup, scope))];
  if (values.length !== columns.length) throw new UnsupportedKustoError('an aggregate of several columns', node);
  const selected = columns.map(({ name, type }, index) => `${asType(type, values[index] ?? '')} AS ${identifier(name)}`);
  const grouping = groups.length === 0 ? '' : ` GROUP BY ${groups.map((_, index) => index + 1).join(', ')}`;
  return { sql: `SELECT ${selected.join(', ')} FROM (${from.sql}) AS ${input}${grouping}`, columns, ordered: false };
}

const unnamed = (node: SyntaxNode) => (node.kind === 'SimpleNamedExpression' ? child(node, 'Expression') : node);

/** One value, or those of an arg_max or arg_min. */
function valuesOf(node: SyntaxNode, from: Relation, isGroup: ReadonlySet<string>, scope: Scope): readonly string[] {
  const called = node.kind === 'FunctionCallExpression' ? child(node, 'Name').name : undefined;
  if (called === 'arg_max') return extremes('DESC', node, from, isGroup, scope);
  if (called === 'arg_min') return extremes('ASC', node, from, isGroup, scope);
  return [expression(unnamed(node), scope)];
}

/**
 * The row with the greatest or the smallest value: all of its columns come from the same row. A row without the value counts only where no row has one.
 * `*` is every column that is neither the value nor a group.
 */
function extremes(
  direction: 'ASC' | 'DESC',
  node: SyntaxNode,
  from: Relation,
  isGroup: ReadonlySet<string>,
  scope: Scope,
): readonly string[] {
  const [value, ...rest] = child(node, 'ArgumentList').children.Expressions?.elements ?? [];
  if (value?.kind !== 'NameReference') throw new UnsupportedKustoError('an extreme of something else than a column', node);
  const star = rest.some(({ kind }) => kind === 'StarExpression');
  if (star && rest.length > 1) throw new UnsupportedKustoError('columns beside *', node);
  const others = star
    ? from.columns.filter(({ name }) => name !== value.name && !isGroup.has(name)).map(({ name }) => columnOf(name))
    : undefined;
  const returned = [columnOf(value.name), ...(others ?? rest.map(column => expression(column, scope)))];
  const row = `first({${returned.map((sql, index) => `c${index}: ${sql}`).join(', ')}} ORDER BY ${columnOf(value.name)} ${direction} NULLS LAST)`;
  return returned.map((_, index) => `${row}.c${index}`);
}
