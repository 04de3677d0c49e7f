import { UnsupportedKustoError } from '../errors';
import type { SyntaxNode } from '../syntax-tree';
import { child, columnsOf, onlyHas, type Scope } from './scope';
import { asType, columnOf, identifier, type Relation } from './sql';

interface Key {
  readonly left: string;
  readonly right: string;
}

/** Which rows SQL joins, and whose columns come out. */
interface JoinKind {
  readonly sql: string;
  readonly sides: readonly ('left' | 'right')[];
}

const aliases = { left: 'l', right: 'r' } as const;

const kinds: Readonly<Record<string, JoinKind>> = {
  inner: { sql: 'INNER JOIN', sides: ['left', 'right'] },
  innerunique: { sql: 'INNER JOIN', sides: ['left', 'right'] },
  leftouter: { sql: 'LEFT JOIN', sides: ['left', 'right'] },
  rightouter: { sql: 'RIGHT JOIN', sides: ['left', 'right'] },
  fullouter: { sql: 'FULL JOIN', sides: ['left', 'right'] },
  leftanti: { sql: 'ANTI JOIN', sides: ['left'] },
  leftsemi: { sql: 'SEMI JOIN', sides: ['left'] },
};

/** `join kind=leftouter (...) on a, $left.b == $right.c`. Without a kind it is innerunique: one row of the left side for each key. */
export function join(from: Relation, node: SyntaxNode, scope: Scope): Relation {
  onlyHas(node, ['Parameters', 'Expression', 'ConditionClause']);
  const kindName = kindOf(node, 'innerunique');
  const kind = kinds[kindName];
  if (kind === undefined) throw new UnsupportedKustoError(`join kind=${kindName}`, node);
  const keys = keysOf(child(node, 'ConditionClause'));
  const left = kindName === 'innerunique' ? { ...from, sql: firstOfEach(from.sql, keys) } : from;
  const right = scope.relation(child(node, 'Expression'));
  const sources = { left: left.columns, right: right.columns };
  return combine(
    node,
    kind.sql,
    { left, right, keys },
    kind.sides.flatMap(side => sources[side].map(({ name }) => columnOf(name, aliases[side]))),
  );
}

/** `lookup kind=inner (...) on a`: the keys come out once. Without a kind it is leftouter. */
export function lookup(from: Relation, node: SyntaxNode, scope: Scope): Relation {
  onlyHas(node, ['Parameters', 'Expression', 'LookupClause']);
  const kindName = kindOf(node, 'leftouter');
  const kind = kindName === 'inner' || kindName === 'leftouter' ? kinds[kindName] : undefined;
  if (kind === undefined) throw new UnsupportedKustoError(`lookup kind=${kindName}`, node);
  const keys = keysOf(child(node, 'LookupClause'));
  const right = scope.relation(child(node, 'Expression'));
  const rightColumns = right.columns.filter(({ name }) => !keys.some(key => key.right === name));
  return combine(node, kind.sql, { left: from, right, keys }, [
    ...from.columns.map(({ name }) => columnOf(name, aliases.left)),
    ...rightColumns.map(({ name }) => columnOf(name, aliases.right)),
  ]);
}

function combine(
  node: SyntaxNode,
  joined: string,
  { left, right, keys }: { readonly left: Relation; readonly right: Relation; readonly keys: readonly Key[] },
  values: readonly string[],
): Relation {
  const columns = columnsOf(node);
  if (values.length !== columns.length) throw new UnsupportedKustoError('the columns of this join', node);
  const selected = columns.map(({ name, type }, index) => `${asType(type, values[index] ?? '')} AS ${identifier(name)}`);
  const condition = keys.map(key => `${columnOf(key.left, aliases.left)} = ${columnOf(key.right, aliases.right)}`).join(' AND ');
  return {
    sql: `SELECT ${selected.join(', ')} FROM (${left.sql}) AS ${aliases.left} ${joined} (${right.sql}) AS ${aliases.right} ON ${condition}`,
    columns,
    ordered: false,
  };
}

const firstOfEach = (sql: string, keys: readonly Key[]) =>
  `SELECT DISTINCT ON (${keys.map(({ left }) => identifier(left)).join(', ')}) * FROM (${sql})`;

function kindOf(node: SyntaxNode, standard: string): string {
  const parameters = node.children.Parameters?.elements ?? [];
  const [, kind] = /^kind\s*=\s*(\w+)$/.exec(parameters[0]?.text ?? `kind=${standard}`) ?? [];
  if (kind === undefined || parameters.length > 1) throw new UnsupportedKustoError(`${node.kind} with these parameters`, node);
  return kind;
}

/** Texts only: they are never null, and the two engines differ over keys that are. */
function keysOf(clause: SyntaxNode): readonly Key[] {
  return (clause.children.Expressions?.elements ?? []).map(condition => {
    const [left, right] =
      condition.kind === 'EqualExpression' ? [child(condition, 'Left'), child(condition, 'Right')] : [condition, condition];
    if (left.type !== 'string' || right.type !== 'string') throw new UnsupportedKustoError(`a key of the type ${left.type}`, condition);
    return { left: keyName(left, '$left'), right: keyName(right, '$right') };
  });
}

function keyName(node: SyntaxNode, side: string): string {
  if (node.kind === 'NameReference') return node.name;
  if (node.kind === 'PathExpression' && child(node, 'Expression').name === side) return child(node, 'Selector').name;
  throw new UnsupportedKustoError('this key', node);
}
