/** An answer of the Activity Log's REST interface that holds no records: nothing of it can be compared, so nothing is guessed. */
export class MalformedPageError extends Error {
  override readonly name = 'MalformedPageError';

  constructor(where: string, why: string) {
    super(
      `The Activity Log's REST interface gave no readable answer for ${where}: ${why}. Run the command again; if it stays so, read the blobs (--source blobs).`,
    );
  }
}

/** The environment has no such source. */
export class NoSuchSourceError extends Error {
  override readonly name = 'NoSuchSourceError';
}
