/** What is printed as columns: text in every cell. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  /** At most the rows that were asked for; an empty text where there is no value. */
  readonly rows: readonly (readonly string[])[];
  /** Rows of the whole answer. */
  readonly totalRows: number;
}
