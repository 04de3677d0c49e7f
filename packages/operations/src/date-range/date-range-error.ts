/** The asked-for range is none, or nothing is kept of it; the message says what to write instead. */
export class DateRangeError extends Error {
  override readonly name = 'DateRangeError';
}
