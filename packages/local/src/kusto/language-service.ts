import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

/** What we use of a node of the service's syntax tree. */
export interface ServiceNode {
  readonly Kind: number;
  readonly TextStart: number;
  readonly End: number;
  readonly IsToken: boolean;
  readonly ChildCount: number;
  readonly LiteralValue?: unknown;
  readonly SimpleName?: string;
  readonly ReferencedSymbol?: object | null;
  readonly ResultType?: ServiceType | null;
  GetChild(index: number): ServiceNode | null;
  GetName(index: number): string;
}

export interface ServiceType {
  readonly Name: string;
  readonly Columns?: ServiceList<{ readonly Name: string; readonly Type: { readonly Name: string } }>;
}

export interface ServiceList<Item> {
  readonly Count: number;
  getItem(index: number): Item;
}

export interface ServiceCode {
  readonly Syntax: ServiceNode;
  GetDiagnostics(): ServiceList<{ readonly Severity: string; readonly Code: string; readonly Message: string; readonly Start: number }>;
}

export interface LanguageService {
  analyse(kusto: string, tables: readonly { readonly name: string; readonly schema: string }[]): ServiceCode;
  /** `FilterOperator` of a node's number. */
  kindName(kind: number): string;
  /** `TableSymbol` of a type or of what a name stands for. */
  className(symbol: object): string;
}

let loaded: LanguageService | undefined;

/**
 * Kusto's language service, which Azure's own query editor runs. Loaded when it is first needed: 0.3 s, and a second more for its first query.
 *
 * The package is C#, compiled for browsers by Bridge.NET: scripts without a module, which define globals and add to the built-in prototypes.
 * So they get a global object of their own, and ours stays as it is.
 */
export function languageService(): LanguageService {
  loaded ??= load();
  return loaded;
}

const scripts = ['bridge.min.js', 'Kusto.Language.Bridge.min.js'];

/** Runs beside the scripts, so that the arrays which it makes are theirs. */
const access = `(() => {
  const { GlobalState, KustoCode, Symbols, Syntax } = Kusto.Language;
  const kinds = Object.fromEntries(Object.entries(Syntax.SyntaxKind).filter(([, number]) => typeof number === 'number').map(([name, number]) => [number, name]));
  const globals = new Map();
  const globalsOf = tables => {
    const key = JSON.stringify(tables);
    if (!globals.has(key)) {
      const symbols = Array.from(tables, ({ name, schema }) => new Symbols.TableSymbol.$ctor7(name, schema, null));
      globals.set(key, GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', symbols)));
    }
    return globals.get(key);
  };
  return {
    analyse: (kusto, tables) => KustoCode.ParseAndAnalyze(kusto, globalsOf(tables)),
    kindName: kind => kinds[kind],
    className: symbol => Bridge.getTypeName(symbol).split('.').pop(),
  };
})()`;

function load(): LanguageService {
  const { resolve } = createRequire(import.meta.url);
  const context = createContext({});
  for (const script of scripts) {
    const path = resolve(`@kusto/language-service-next/${script}`);
    runInContext(readFileSync(path, 'utf8'), context, { filename: path });
  }
  return runInContext(access, context) as LanguageService;
}
