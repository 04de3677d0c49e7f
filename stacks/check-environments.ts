import { type Environment, type EnvironmentInput, InvalidEnvironmentError, parseEnvironment } from '@audit-bridge/config';

/** What is wrong with every environment, together. */
export class InvalidEnvironmentsError extends Error {
  override readonly name = 'InvalidEnvironmentsError';

  constructor(readonly errors: readonly InvalidEnvironmentError[]) {
    super(errors.map(({ message }) => message).join('\n'));
  }
}

/** @throws {InvalidEnvironmentsError} with every problem of every environment */
export function checkEnvironments(inputs: readonly EnvironmentInput[]): readonly Environment[] {
  const errors: InvalidEnvironmentError[] = [];
  const checked = inputs.flatMap(input => {
    try {
      return [parseEnvironment(input)];
    } catch (error) {
      if (!(error instanceof InvalidEnvironmentError)) throw error;
      errors.push(error);
      return [];
    }
  });
  if (errors.length > 0) throw new InvalidEnvironmentsError(errors);
  return checked;
}
