/** What a Glue job runs: same sources, same bytes, on any machine. */
export interface GlueScriptArtifact {
  /** Absolute path of the job's entry script. */
  readonly scriptPath: string;
  /** Lower-case hex SHA-256 of the script. */
  readonly scriptSha256: string;
  /** Absolute path of the zip with the script's package, for `--extra-py-files`. */
  readonly packagePath: string;
  /** Lower-case hex SHA-256 of the zip. */
  readonly packageSha256: string;
}
