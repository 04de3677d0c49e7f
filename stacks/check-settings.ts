import {
  type Environment,
  type EnvironmentInput,
  InvalidEnvironmentError,
  parseEnvironment,
  parseShared,
  type SharedInput,
  type SharedSettings,
} from '@audit-bridge/config';

/** What is wrong with every environment, and with what they share, together. */
export class InvalidEnvironmentsError extends Error {
  override readonly name = 'InvalidEnvironmentsError';

  constructor(readonly errors: readonly InvalidEnvironmentError[]) {
    super(errors.map(({ message }) => message).join('\n'));
  }
}

export interface Settings<OfEnvironment, OfShared> {
  readonly environments: readonly OfEnvironment[];
  readonly shared: readonly OfShared[];
}

/** @throws {InvalidEnvironmentsError} with every problem of every file */
export function checkSettings({ environments, shared }: Settings<EnvironmentInput, SharedInput>): Settings<Environment, SharedSettings> {
  const errors: InvalidEnvironmentError[] = [];
  const checked = {
    environments: check(environments, parseEnvironment, errors),
    shared: check(shared, parseShared, errors),
  };
  if (errors.length > 0) throw new InvalidEnvironmentsError(errors);
  return checked;
}

function check<Input, Output>(
  inputs: readonly Input[],
  parse: (input: Input) => Output,
  errors: InvalidEnvironmentError[],
): readonly Output[] {
  return inputs.flatMap(input => {
    try {
      return [parse(input)];
    } catch (error) {
      if (!(error instanceof InvalidEnvironmentError)) throw error;
      errors.push(error);
      return [];
    }
  });
}
