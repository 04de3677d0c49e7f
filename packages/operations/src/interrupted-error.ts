/** The person has asked to stop, and what was under way was ended in order: a command that lets this through ends with 130. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';

  constructor(what: string) {
    super(`${what} was stopped.`);
  }
}
