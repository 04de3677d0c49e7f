/** The credentials are good, but of another account or tenant than the environment's: nothing was changed. */
export class WrongPlaceError extends Error {
  override readonly name = 'WrongPlaceError';
}
