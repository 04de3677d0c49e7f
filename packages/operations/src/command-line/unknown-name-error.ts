import { nearestWord } from '@audit-bridge/config';

/** There is nothing of that name: an environment, a pipeline, a command, an option. */
export class UnknownNameError extends Error {
  override readonly name = 'UnknownNameError';

  /** @param kind with its article left out, like `environment` */
  constructor(kind: string, given: string, known: readonly string[]) {
    const nearest = nearestWord(given, known);
    const suggestion = nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
    super(`There is no ${kind} '${given}'.${suggestion} There ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}.`);
  }
}

/** @throws {UnknownNameError} */
export function findByName<Named extends { readonly name: string }>(kind: string, given: string, all: readonly Named[]): Named {
  const found = all.find(({ name }) => name === given);
  if (found === undefined)
    throw new UnknownNameError(
      kind,
      given,
      all.map(({ name }) => name),
    );
  return found;
}
