/** The words of the command line are not understood; the message says which ones, and what else to write. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}
