import type { Problem } from './cross-field-rules';

/** Every problem of an environment at once, each with its path and what to write instead. */
export class InvalidEnvironmentError extends Error {
  override readonly name = 'InvalidEnvironmentError';

  constructor(
    readonly environmentName: string,
    readonly problems: readonly Problem[],
  ) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super(
      [
        `The environment '${environmentName}' has ${count}:`,
        ...problems.map(({ path, message }) => `  ${path || '(the whole)'}: ${message}`),
      ].join('\n'),
    );
  }
}
