/** The environment does not have the pipeline. */
export class NoSuchDestinationError extends Error {
  override readonly name = 'NoSuchDestinationError';

  constructor(environment: string, pipeline: string) {
    super(`${environment} has no pipeline ${pipeline}: there is nothing to send events into.`);
  }
}
