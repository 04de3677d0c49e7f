import type { BuildOptions } from 'esbuild';

/** The entry of every function's zip; Lambda's handler setting is `index.handler`. */
export const entryName = 'index.mjs';

/**
 * What a function's zip may have at most: the libraries alone take about 420 kB, so this is our own code and some air.
 * A start-up reads and compiles all of it, and a careless import is seen here first.
 */
export const sizeLimitBytes = 450_000;

/**
 * The SDK's ways to credentials that a laptop has (profiles, single sign-on, a process, a token file), which it imports only when the variables
 * that Lambda sets are missing. Left out, they save 30 kB of every zip; where they were wanted, the import fails and names them.
 */
const credentialsOfLaptops = ['sso', 'ini', 'process', 'web-identity'].map(source => `@aws-sdk/credential-provider-${source}`);

/**
 * How every function is bundled. Changing a value changes every zip.
 *
 * - Everything that can run is bundled, also the AWS SDK that Lambda's runtime brings: what was tested is what runs, and a runtime update
 *   changes nothing.
 * - ESM (`.mjs`), so that unused exports of the libraries can be dropped; the handler's module needs no package.json beside it.
 * - `module` before `main`: without it esbuild takes the CommonJS builds of the AWS SDK, which cannot be shaken
 *   (497 against 418 kB zipped, 149 against 100 ms of import).
 * - The banner gives CommonJS dependencies the `require` that ESM lacks; without it they throw "Dynamic require of ... is not supported".
 * - `node22` is the runtime that the constructs choose.
 * - Minified without names of files: a bundle that carries no path is the same from every checkout.
 * - The source map stays beside the zip: it would triple the download, and a stack trace can be resolved on the desk.
 * - `tsconfigRaw` instead of the checkout's tsconfig.json: nothing outside this file decides about the output.
 */
export const bundlingRule: BuildOptions & { readonly write: false; readonly metafile: true } = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  external: credentialsOfLaptops,
  mainFields: ['module', 'main'],
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  sourcemap: 'external',
  metafile: true,
  write: false,
  logLevel: 'silent',
  tsconfigRaw: { compilerOptions: { target: 'ES2022', verbatimModuleSyntax: true } },
};
