import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';

export interface TrinoGrammar {
  /** What is wrong with a statement; empty when it is one. */
  validate(sql: string): readonly { readonly message: string }[];
}

/** Trino's own grammar, from `dt-sql-parser`. Its packages are ES modules that name folders, which neither Node nor Jest can load: bundled, they can be. */
export function loadTrinoGrammar(): TrinoGrammar {
  const { outputFiles } = buildSync({
    stdin: { contents: "export { TrinoSQL } from 'dt-sql-parser/dist/parser/trino'", resolveDir: __dirname },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    write: false,
  });
  const module = { exports: {} as { readonly TrinoSQL: new () => TrinoGrammar } };
  compileFunction(outputFiles[0]?.text ?? '', ['module', 'exports', 'require'])(module, module.exports, require);
  return new module.exports.TrinoSQL();
}
