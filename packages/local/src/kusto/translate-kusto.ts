import { syntaxTree } from './analyse';
import type { KustoTable } from './tables';
import { type TranslatedQuery, translateTree } from './translate/query';

/**
 * Reads a query with Kusto's language service, and writes it in DuckDB's SQL.
 *
 * @throws {KustoProblemsError} when Azure would refuse it
 * @throws {UnsupportedKustoError} when it has a construct that is not translated
 */
export const translateKusto = (kusto: string, tables: readonly KustoTable[]): TranslatedQuery => translateTree(syntaxTree(kusto, tables));
