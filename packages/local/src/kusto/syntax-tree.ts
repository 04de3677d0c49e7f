import type { LanguageService, ServiceNode, ServiceType } from './language-service';

/** A node of a query's syntax tree, with what the language service found out about it. */
export interface SyntaxNode {
  /** `FilterOperator`, `NameReference` ... */
  readonly kind: string;
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  /** By the name of their role: `Condition`. Absent, empty and punctuating ones are left out. */
  readonly children: Readonly<Record<string, SyntaxNode>>;
  /** Of a list, without its separators. */
  readonly elements: readonly SyntaxNode[];
  /** Of a name: what it names. */
  readonly name: string;
  /** Of a name: `ColumnSymbol`, `TableSymbol`, `VariableSymbol` ... */
  readonly refersTo: string | undefined;
  /** Of a string literal: without quotes and escapes. */
  readonly stringValue: string | undefined;
  /** Of a scalar expression. */
  readonly type: string | undefined;
  /** Of a tabular expression or operator. */
  readonly columns: readonly { readonly name: string; readonly type: string }[] | undefined;
}

export function readTree(service: LanguageService, kusto: string, root: ServiceNode): SyntaxNode {
  const read = (node: ServiceNode): SyntaxNode => {
    const named = childrenOf(node);
    const isList = service.kindName(node.Kind) === 'List';
    const separated = isList ? named.map(([, child]) => inner(child)) : [];
    const children = isList ? [] : named.filter(([, child]) => says(child)).map(([name, child]) => [name, read(child)] as const);
    return {
      kind: service.kindName(node.Kind),
      text: kusto.slice(node.TextStart, node.End),
      line: kusto.slice(0, node.TextStart).split('\n').length,
      children: Object.fromEntries(children),
      elements: separated.map(read),
      name: node.SimpleName ?? '',
      refersTo: node.ReferencedSymbol ? service.className(node.ReferencedSymbol) : undefined,
      stringValue: typeof node.LiteralValue === 'string' ? node.LiteralValue : undefined,
      ...resultOf(node.ResultType ?? undefined),
    };
  };

  const inner = (node: ServiceNode): ServiceNode =>
    service.kindName(node.Kind) === 'SeparatedElement' ? (node.GetChild(0) ?? node) : node;

  /** Keywords and punctuation are not read: what a node is says its kind. */
  const says = (node: ServiceNode): boolean => !node.IsToken && !(service.kindName(node.Kind) === 'List' && node.ChildCount === 0);

  const resultOf = (type: ServiceType | undefined): Pick<SyntaxNode, 'type' | 'columns'> => {
    if (type === undefined) return { type: undefined, columns: undefined };
    if (service.className(type) !== 'TableSymbol' || type.Columns === undefined) return { type: type.Name, columns: undefined };
    const { Columns } = type;
    const columns = Array.from({ length: Columns.Count }, (_, index) => Columns.getItem(index));
    return { type: undefined, columns: columns.map(({ Name, Type }) => ({ name: Name, type: Type.Name })) };
  };

  return read(root);
}

const childrenOf = (node: ServiceNode): readonly (readonly [string, ServiceNode])[] =>
  Array.from({ length: node.ChildCount }, (_, index) => [node.GetName(index), node.GetChild(index)] as const).flatMap(([name, child]) =>
    child === null || child === undefined ? [] : [[name, child] as const],
  );
