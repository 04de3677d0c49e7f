import type { FunctionKind } from './function-kind';

/** A function's deployable zip: same sources, same bytes, on any machine. */
export interface FunctionArtifact {
  /** The function's folder name, which is its construct id and the zip's name too. */
  readonly name: string;
  /** Where it runs, which decides about the zip's entries and its size limit (bundling-rule.ts). */
  readonly kind: FunctionKind;
  /**
   * Absolute path of the zip. Lambda's holds `index.mjs`, which exports `handler`; Azure's is a whole function app: `index.cjs`, which
   * registers its functions when it is loaded, `package.json` and `host.json`.
   */
  readonly path: string;
  /** Lower-case hex SHA-256 of the zip. */
  readonly sha256: string;
  readonly sizeBytes: number;
}
