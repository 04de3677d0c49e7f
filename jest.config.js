// The SDK would warn of Node 20 in nearly every suite; the deployed functions run on Node 22.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// Tests give Spark few records and large plans: Java's second compiler would work for longer than what it compiles.
process.env.JDK_JAVA_OPTIONS ??= '-XX:TieredStopAtLevel=1';

const swc = ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }];
// The Azure SDK's proxy packages, yargs and Octokit with what they need, are published as ES modules only, which Jest cannot require.
const proxies = ['agent-base', 'https?-proxy-agent', 'proxy-agent-negotiate'];
const ofYargs = [
  'yargs',
  'yargs-parser',
  'cliui',
  'string-width',
  'strip-ansi',
  'ansi-regex',
  'wrap-ansi',
  'ansi-styles',
  'emoji-regex',
  'get-east-asian-width',
];
const ofOctokit = ['@octokit/[^/]+', 'universal-user-agent', 'before-after-hook', 'json-with-bigint'];
const esModulesOnly = `(${[...proxies, ...ofYargs, ...ofOctokit].join('|')})`;

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Kinds by suffix (CONTRIBUTING.md): *.test.ts, *.contract.test.ts, *.integration.test.ts.
  testMatch: ['**/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/cdktf.out/'],
  modulePathIgnorePatterns: ['/dist/', '/cdktf.out/', '/local-output/'],
  transform: {
    '^.+\\.ts$': swc,
    [`/node_modules/${esModulesOnly}/.+\\.m?js$`]: ['<rootDir>/scripts/testing/es-module-transform.js', swc[1]],
  },
  transformIgnorePatterns: [`/node_modules/(?!\\.pnpm/)(?!${esModulesOnly}/)`],
  moduleNameMapper: { '^\\.(/tokens)?(/private)?/stack-trace$': '<rootDir>/scripts/testing/no-stack-trace.cjs' },
  // A busy machine is no failure; a test that hangs still ends.
  testTimeout: 30_000,
  cacheDirectory: '.cache/jest',
  testSequencer: '<rootDir>/scripts/testing/longest-first.js',
  // Twice the cores of a small machine: the longest suites wait for Terraform and for emulators half of their time.
  maxWorkers: 4,
  workerIdleMemoryLimit: '1500MB',
};
