/** What an SDK adds to each answer. */
export const $metadata = {};

export class UnknownCommandError extends Error {
  override readonly name = 'UnknownCommandError';

  constructor(command: unknown) {
    const name = typeof command === 'object' && command !== null ? command.constructor.name : String(command);
    super(
      `The simulated service knows no ${name}: the code under test has come to use it, so add its semantics under test/faults/services.`,
    );
  }
}
