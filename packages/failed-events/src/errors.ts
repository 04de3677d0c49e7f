/** Records that could not be kept: the caller must not go on past them. */
export class FailurePlaceError extends Error {
  override readonly name = 'FailurePlaceError';
}

/** An object, or a pointer to one, that is not as this package writes it. */
export class DamagedFailedRecordsError extends Error {
  override readonly name = 'DamagedFailedRecordsError';
}
