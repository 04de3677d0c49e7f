/** A file that was given as input cannot be used; the message says why and what to give instead. */
export class InputError extends Error {
  constructor(
    readonly path: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${message}`, options);
  }
}

/** The file is not there, is a folder, or must not be read. */
export class UnreadableInputError extends InputError {
  override readonly name = 'UnreadableInputError';
}

/** The file is there and holds nothing but white space. */
export class EmptyInputError extends InputError {
  override readonly name = 'EmptyInputError';

  constructor(path: string) {
    super(path, 'holds no record.');
  }
}

/** The file holds something else than what can be read. */
export class UnsupportedInputError extends InputError {
  override readonly name = 'UnsupportedInputError';

  constructor(path: string, finding: string, acceptedForms = activityLogForms) {
    super(path, `${finding}. ${acceptedForms}`);
  }
}

/** One JSON document, which must be in memory as a whole, is larger than that allows. */
export class InputTooLargeError extends InputError {
  override readonly name = 'InputTooLargeError';
}

const activityLogForms =
  'Give activity log records as JSON in UTF-8, gzipped or not: JSON lines (a blob of a diagnostic setting), an array, {"records":[...]} (Event Hubs), {"value":[...]} (the REST interface), or one record.';
