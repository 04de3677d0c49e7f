/** A question about accepted events, as SQL over the table of `eventColumns`. */
export interface Question {
  /** One line for a person. */
  readonly title: string;
  /** Reads `events`. */
  readonly sql: string;
}
