import { KustoProblemsError } from './errors';
import { languageService, type ServiceCode } from './language-service';
import { readTree, type SyntaxNode } from './syntax-tree';
import type { KustoTable } from './tables';

export interface Problem {
  readonly severity: 'Error' | 'Warning' | 'Suggestion' | 'Information' | 'Hidden';
  /** `KS142` */
  readonly code: string;
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
}

interface Analysis {
  readonly problems: readonly Problem[];
  readonly tree: SyntaxNode;
}

/** What the language service has to say of a query over these tables: a column or a function that does not exist, types that do not fit. */
export const findProblems = (kusto: string, tables: readonly KustoTable[]): readonly Problem[] => analyse(kusto, tables).problems;

/** @throws {KustoProblemsError} when the language service finds errors */
export function syntaxTree(kusto: string, tables: readonly KustoTable[]): SyntaxNode {
  const { problems, tree } = analyse(kusto, tables);
  const errors = problems.filter(({ severity }) => severity === 'Error');
  if (errors.length === 0) return tree;
  const list = errors.map(({ line, message }) => `line ${line}: ${message}`).join('\n');
  throw new KustoProblemsError(`Kusto's language service refuses the query:\n${list}\nThe query:\n${kusto}`);
}

const analyses = new Map<string, Analysis>();

/** Once for each query: it takes a tenth of a second. */
function analyse(kusto: string, tables: readonly KustoTable[]): Analysis {
  const schemas = tables.map(({ name, columns }) => ({
    name,
    schema: `(${columns.map(column => `${column.name}:${column.type}`).join(', ')})`,
  }));
  const key = JSON.stringify([kusto, schemas]);
  const known = analyses.get(key);
  if (known !== undefined) return known;
  const code = languageService().analyse(kusto, schemas);
  const analysis = { problems: problemsOf(kusto, code), tree: readTree(languageService(), kusto, code.Syntax) };
  analyses.set(key, analysis);
  return analysis;
}

function problemsOf(kusto: string, code: ServiceCode): readonly Problem[] {
  const diagnostics = code.GetDiagnostics();
  return Array.from({ length: diagnostics.Count }, (_, index) => diagnostics.getItem(index)).map(({ Severity, Code, Message, Start }) => ({
    severity: Severity as Problem['severity'],
    code: Code,
    message: Message,
    line: kusto.slice(0, Start).split('\n').length,
  }));
}
