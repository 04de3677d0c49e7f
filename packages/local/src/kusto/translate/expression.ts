import { UnsupportedKustoError } from '../errors';
import type { SyntaxNode } from '../syntax-tree';
import { aggregates } from './aggregates';
import { arithmetic } from './arithmetic';
import { comparisons } from './comparisons';
import { type Argument, functions } from './functions';
import { isLiteral, literal } from './literals';
import { child, columnsOf, onlyHas, type Scope, scalarType } from './scope';
import { asType, columnOf, identifier, input, orderColumn, text } from './sql';

/** A scalar expression as SQL over the columns of `input`. @throws {UnsupportedKustoError} */
export function expression(node: SyntaxNode, scope: Scope): string {
  if (isLiteral(node)) return literal(node);
  const translate = expressions[node.kind] ?? (comparisons[node.kind] === undefined ? undefined : comparison) ?? operation;
  return translate(node, scope);
}

type Translate = (node: SyntaxNode, scope: Scope) => string;

const name: Translate = (node, scope) => {
  if (node.refersTo === 'ColumnSymbol') return columnOf(node.name);
  const definition = scope.definitions.get(node.name);
  if (node.refersTo === 'VariableSymbol' && definition?.kind === 'scalar') return definition.sql;
  throw new UnsupportedKustoError(`a name that stands for a ${node.refersTo ?? 'thing unknown'}`, node);
};

const sides = (node: SyntaxNode, scope: Scope) => {
  onlyHas(node, ['Left', 'Right']);
  const [left, right] = [child(node, 'Left'), child(node, 'Right')];
  return { left, right, leftSql: expression(left, scope), rightSql: expression(right, scope) };
};

const comparison: Translate = (node, scope) => {
  const { left, leftSql, rightSql } = sides(node, scope);
  return comparisons[node.kind]?.(leftSql, rightSql, scalarType(left)) ?? '';
};

const operation: Translate = (node, scope) => {
  if (node.children.Left === undefined) throw new UnsupportedKustoError(node.kind, node);
  const { left, right, leftSql, rightSql } = sides(node, scope);
  const sql = arithmetic(node.kind, [leftSql, scalarType(left)], [rightSql, scalarType(right)]);
  if (sql === undefined) throw new UnsupportedKustoError(`${node.kind} of ${left.type} and ${right.type}`, node);
  return sql;
};

const listed = (node: SyntaxNode): readonly SyntaxNode[] => node.children.Expressions?.elements ?? [];

const membership: Translate = (node, scope) => {
  const left = child(node, 'Left');
  const members = listed(child(node, 'Right'));
  if (scalarType(left) !== 'string') throw new UnsupportedKustoError(`in of ${left.type}`, node);
  const [first] = members;
  const sql = first?.columns === undefined ? members.map(member => expression(member, scope)).join(', ') : firstColumn(first, scope);
  return `(${expression(left, scope)} IN (${sql}))`;
};

/** The first column of a table. */
const firstColumn = (node: SyntaxNode, scope: Scope): string => {
  const { sql, columns } = scope.relation(node);
  return `SELECT ${columnOf(columns[0]?.name ?? '')} FROM (${sql}) AS ${input}`;
};

const scalarOfTable: Translate = (node, scope) => {
  onlyHas(node, ['Expression']);
  const table = child(node, 'Expression');
  const { sql, columns, ordered } = scope.relation(table);
  const [first] = columns.length > 0 ? columns : columnsOf(table);
  if (first === undefined) throw new UnsupportedKustoError('a table without columns', node);
  const order = ordered ? ` ORDER BY ${input}.${orderColumn}` : '';
  return asType(first.type, `(SELECT ${input}.${identifier(first.name)} FROM (${sql}) AS ${input}${order} LIMIT 1)`);
};

const call: Translate = (node, scope) => {
  onlyHas(node, ['Name', 'ArgumentList']);
  const called = child(node, 'Name').name;
  const args = listed(child(node, 'ArgumentList')).map(
    (argument): Argument => ({ sql: expression(argument, scope), type: scalarType(argument), literal: argument.stringValue }),
  );
  const result = scalarType(node);
  const sql = callable.get(called)?.(args, result);
  if (sql === undefined) throw new UnsupportedKustoError(`${called}(${args.map(({ type }) => type).join(', ')})`, node);
  return asType(result, sql);
};

/** Of what `parse_json` made: a member that is not there, or that is `null`, has no value. */
const member: Translate = (node, scope) => {
  onlyHas(node, ['Expression', 'Selector']);
  const [value, selector] = [child(node, 'Expression'), child(node, 'Selector')];
  if (scalarType(value) !== 'dynamic' || selector.kind !== 'NameReference') throw new UnsupportedKustoError('this path', node);
  return `nullif(json_extract(${expression(value, scope)}, ${text(`$."${selector.name}"`)}), CAST('null' AS JSON))`;
};

/** The language service sees to it that an aggregate stands in a summarize only. */
const callable = new Map([...Object.entries(functions), ...Object.entries(aggregates)]);

const within: Translate = (node, scope) => {
  const range = child(node, 'Right');
  const value = expression(child(node, 'Left'), scope);
  return `(${value} >= ${expression(child(range, 'First'), scope)} AND ${value} <= ${expression(child(range, 'Second'), scope)})`;
};

const expressions: Readonly<Record<string, Translate>> = {
  NameReference: name,
  PathExpression: member,
  ParenthesizedExpression: (node, scope) => expression(child(node, 'Expression'), scope),
  UnaryMinusExpression: (node, scope) => `(-${expression(child(node, 'Expression'), scope)})`,
  InExpression: membership,
  NotInExpression: (node, scope) => `(NOT ${membership(node, scope)})`,
  BetweenExpression: within,
  ToScalarExpression: scalarOfTable,
  FunctionCallExpression: call,
};
