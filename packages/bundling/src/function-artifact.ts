/** A function's deployable zip: same sources, same bytes, on any machine. */
export interface FunctionArtifact {
  /** The function's folder name, which is its construct id and the zip's name too. */
  readonly name: string;
  /** Absolute path of the zip. Its entry is `index.mjs`, which exports `handler`. */
  readonly path: string;
  /** Lower-case hex SHA-256 of the zip. */
  readonly sha256: string;
  readonly sizeBytes: number;
}
