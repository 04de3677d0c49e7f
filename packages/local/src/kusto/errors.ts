/** The language service finds errors in a query: Azure would refuse it. */
export class KustoProblemsError extends Error {
  override readonly name = 'KustoProblemsError';
}

/** The query has a construct that the translation to SQL does not know: it refuses rather than guesses. */
export class UnsupportedKustoError extends Error {
  override readonly name = 'UnsupportedKustoError';

  constructor(what: string, where: { readonly text: string; readonly line: number }) {
    const text = where.text.length > 120 ? `${where.text.slice(0, 117)}...` : where.text;
    super(`Line ${where.line}: ${what} is not translated to SQL: ${text}. Write the query otherwise, or teach packages/local/src/kusto.`);
  }
}

/** A row has a value that its column cannot hold. */
export class UnfitRowError extends Error {
  override readonly name = 'UnfitRowError';
}
