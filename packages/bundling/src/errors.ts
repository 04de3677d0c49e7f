import type { Message } from 'esbuild';

/** A function's sources do not bundle. */
export class FunctionNotBundledError extends Error {
  override readonly name = 'FunctionNotBundledError';

  constructor(functionName: string, problems: readonly (Message | string)[], options?: ErrorOptions) {
    const lines = problems.map(problem => `  ${typeof problem === 'string' ? problem : placeAndText(problem)}`);
    super(`functions/${functionName} cannot be bundled; mend these and bundle again:\n${lines.join('\n')}`, options);
  }
}

const placeAndText = ({ text, location }: Message) => (location ? `${location.file}:${location.line}: ${text}` : text);

/** A function was asked for that the checkout does not have. */
export class UnknownFunctionError extends Error {
  override readonly name = 'UnknownFunctionError';

  constructor(unknown: readonly string[], known: readonly string[]) {
    super(`No functions/<name>/src/handler.ts for ${unknown.join(', ')}. There are: ${known.join(', ') || '(none)'}.`);
  }
}

/** The Glue job's code is not where it should be. */
export class GlueScriptsNotBundledError extends Error {
  override readonly name = 'GlueScriptsNotBundledError';

  constructor(missing: string, options?: ErrorOptions) {
    super(`${missing} cannot be read: the Glue job has nothing to run. Restore it from the repository.`, options);
  }
}
