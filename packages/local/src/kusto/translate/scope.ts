import { UnsupportedKustoError } from '../errors';
import type { SyntaxNode } from '../syntax-tree';
import { type Column, type ScalarType, scalarTypes } from '../tables';
import type { Relation } from './sql';

/** What a `let` made. */
export type Definition =
  | { readonly kind: 'relation'; readonly columns: readonly Column[] }
  /** Parenthesised SQL. */
  | { readonly kind: 'scalar'; readonly sql: string };

export interface Scope {
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The translation of a tabular expression: for `toscalar` and `in`, which stand in scalar ones. */
  relation(node: SyntaxNode): Relation;
}

/** A child that must be there. @throws {UnsupportedKustoError} */
export function child(node: SyntaxNode, role: string): SyntaxNode {
  const found = node.children[role];
  if (found === undefined) throw new UnsupportedKustoError(`${node.kind} without ${role}`, node);
  return found;
}

/** Refuses what would otherwise be passed over in silence: hints, parameters, clauses. @throws {UnsupportedKustoError} */
export function onlyHas(node: SyntaxNode, roles: readonly string[]): void {
  const unknown = Object.keys(node.children).find(role => !roles.includes(role));
  if (unknown !== undefined) throw new UnsupportedKustoError(`${node.kind}'s ${unknown}`, child(node, unknown));
}

/** @throws {UnsupportedKustoError} for decimals, guids and whatever comes */
export function scalarType(node: SyntaxNode, type = node.type): ScalarType {
  const known = scalarTypes.find(name => name === type);
  if (known === undefined) throw new UnsupportedKustoError(`the type ${type ?? 'of a table'}`, node);
  return known;
}

/** @throws {UnsupportedKustoError} also where two names differ by case alone: DuckDB takes them for one */
export function columnsOf(node: SyntaxNode): readonly Column[] {
  if (node.columns === undefined) throw new UnsupportedKustoError(`${node.kind}, which is no table`, node);
  const columns = node.columns.map(({ name, type }) => ({ name, type: scalarType(node, type) }));
  if (new Set(columns.map(({ name }) => name.toLowerCase())).size < columns.length) {
    throw new UnsupportedKustoError('two columns whose names differ by case alone', node);
  }
  return columns;
}
