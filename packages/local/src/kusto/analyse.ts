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

/** What the language service has to say of a query over these tables: a column or a function that does not exist, types that do not fit. */
export const findProblems = (kusto: string, tables: readonly KustoTable[]): readonly Problem[] => problemsOf(kusto, analyse(kusto, tables));

/** @throws {KustoProblemsError} when the language service finds errors */
export function syntaxTree(kusto: string, tables: readonly KustoTable[]): SyntaxNode {
  const code = analyse(kusto, tables);
  const errors = problemsOf(kusto, code).filter(({ severity }) => severity === 'Error');
  if (errors.length > 0) {
    const list = errors.map(({ line, message }) => `line ${line}: ${message}`).join('\n');
    throw new KustoProblemsError(`Kusto's language service refuses the query:\n${list}\nThe query:\n${kusto}`);
  }
  return readTree(languageService(), kusto, code.Syntax);
}

const analyse = (kusto: string, tables: readonly KustoTable[]): ServiceCode =>
  languageService().analyse(
    kusto,
    tables.map(({ name, columns }) => ({ name, schema: `(${columns.map(column => `${column.name}:${column.type}`).join(', ')})` })),
  );

function problemsOf(kusto: string, code: ServiceCode): readonly Problem[] {
  const diagnostics = code.GetDiagnostics();
  return Array.from({ length: diagnostics.Count }, (_, index) => diagnostics.getItem(index)).map(({ Severity, Code, Message, Start }) => ({
    severity: Severity as Problem['severity'],
    code: Code,
    message: Message,
    line: kusto.slice(0, Start).split('\n').length,
  }));
}
