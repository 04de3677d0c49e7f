import type { BuildOptions } from 'esbuild';
import type { FunctionKind } from './function-kind';

export interface BundlingRule {
  /** The zip's entry that holds the function. */
  readonly entryName: string;
  /** What a function's zip may have at most: a start-up reads and compiles all of it, and a careless import is seen here first. */
  readonly sizeLimitBytes: number;
  readonly buildOptions: BuildOptions & { readonly write: false; readonly metafile: true };
}

/**
 * How every function is bundled. Changing a value changes every zip.
 *
 * - Everything that can run is bundled, also the AWS SDK that Lambda's runtime brings: what was tested is what runs, and a runtime update
 *   changes nothing.
 * - `module` before `main`: without it esbuild takes the CommonJS builds of the AWS SDK, which cannot be shaken
 *   (497 against 418 kB zipped, 149 against 100 ms of import).
 * - `node22` is the runtime that the constructs choose.
 * - Minified without names of files: a bundle that carries no path is the same from every checkout.
 * - The source map stays beside the zip: it would triple the download, and a stack trace can be resolved on the desk.
 * - `tsconfigRaw` instead of the checkout's tsconfig.json: nothing outside this file decides about the output.
 */
const everywhere = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  sourcemap: 'external',
  metafile: true,
  write: false,
  logLevel: 'silent',
  tsconfigRaw: { compilerOptions: { target: 'ES2022', verbatimModuleSyntax: true } },
} as const satisfies BuildOptions;

/**
 * The SDK's ways to credentials that a laptop has (profiles, single sign-on, a process, a token file), which it imports only when it was given
 * none and the variables that Lambda sets are missing. Left out, they save 30 kB of every zip; where they were wanted, the import fails and
 * names them.
 */
const credentialsOfLaptops = ['sso', 'ini', 'process'].map(source => `@aws-sdk/credential-provider-${source}`);

/** What stands for credentials on Azure, and on AWS only in a container of one's own. */
const webIdentityCredentials = '@aws-sdk/credential-provider-web-identity';

export const bundlingRules: Readonly<Record<FunctionKind, BundlingRule>> = {
  /**
   * - ESM (`.mjs`), so that the handler's module needs no package.json beside it; Lambda's handler setting is `index.handler`.
   * - The banner gives CommonJS dependencies the `require` that ESM lacks; without it they throw "Dynamic require of ... is not supported".
   * - The libraries alone take about 420 kB, so the limit is our own code and some air.
   */
  lambda: {
    entryName: 'index.mjs',
    sizeLimitBytes: 450_000,
    buildOptions: {
      ...everywhere,
      format: 'esm',
      external: [...credentialsOfLaptops, webIdentityCredentials],
      banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
    },
  },
  /**
   * - CommonJS: `@azure/functions` registers the functions with `@azure/functions-core`, a module that exists in no registry. The Functions
   *   worker makes it up by hooking into `require`, so it must stay a `require` in the bundle. Where it is missing, the library only warns,
   *   and a function app without functions starts: the tests load the bundle over a stand-in of that module.
   * - In CommonJS `import.meta` is empty. Its URL, from which the Azure storage library makes itself a `require` as it is loaded, is made up
   *   of the bundle's file name; what uses anything else of it fails here, not at the first call in the cloud.
   * - The libraries alone take 530 kB: those of two clouds.
   */
  azure: {
    entryName: 'index.cjs',
    sizeLimitBytes: 600_000,
    buildOptions: {
      ...everywhere,
      format: 'cjs',
      external: ['@azure/functions-core', ...credentialsOfLaptops],
      banner: { js: 'const __importMetaUrl=require("node:url").pathToFileURL(__filename).href;' },
      define: { 'import.meta.url': '__importMetaUrl' },
      logOverride: { 'empty-import-meta': 'error' },
    },
  },
};
