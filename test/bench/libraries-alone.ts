import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { bundlingRules, type FunctionKind } from '@audit-bridge/bundling';
import { build, type Plugin } from 'esbuild';
import { repositoryRoot } from '../../scripts/repository-root';

/** `import { a, b as c } from "library";`, as esbuild prints it, also over several lines. */
const importStatement = /^import\s+(?:[^"']*?\s+from\s+)?"[^"]+";$/gm;
const exportStatement = /^export \{[^}]*\};$/gm;

/**
 * What a function would be if it had no code of its own to run: the same uses of the same libraries, bundled by the same rule.
 *
 * @returns the bundle, a module of the same kind as the function's
 */
export async function bundleLibrariesAlone(functionName: string, kind: FunctionKind): Promise<Uint8Array> {
  const rule = { ...bundlingRules[kind].buildOptions, sourcemap: false, absWorkingDir: repositoryRoot } as const;
  const ownCode = await build({
    ...rule,
    // Readable, so that the import statements are lines of their own. What is unused is dropped all the same.
    minify: false,
    format: 'esm',
    treeShaking: true,
    banner: {},
    entryPoints: [join('functions', functionName, 'src/handler.ts')],
    plugins: [librariesOutside],
  });
  const [entry = ''] = ownCode.outputFiles.map(file => file.text);
  const libraries = await build({ ...rule, stdin: { contents: withoutExecution(entry), resolveDir: repositoryRoot, loader: 'js' } });
  const [bundle] = libraries.outputFiles;
  if (bundle === undefined) throw new Error(`The libraries of ${functionName} did not bundle.`);
  return bundle.contents;
}

/** Leaves libraries out, under their absolute paths: so they are found again without the package that named them. */
const librariesOutside: Plugin = {
  name: 'libraries-outside',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === 'seen' || isBuiltin(path)) return undefined;
      const resolved = await resolve(path, { ...options, pluginData: 'seen' });
      return resolved.path.includes('node_modules') ? { path: resolved.path, external: true } : resolved;
    });
  },
};

/**
 * A module that imports what the bundle imports, and holds the rest in a function that nobody calls: what of each library is used, and so
 * cannot be dropped, stays the same to the last property.
 */
function withoutExecution(bundle: string): string {
  const imports = bundle.match(importStatement) ?? [];
  const ownCode = bundle.replace(importStatement, '').replace(exportStatement, '');
  return `${imports.join('\n')}\nexport async function neverCalled() {\n${ownCode}\n}`;
}
