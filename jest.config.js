/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Kinds by suffix (CONTRIBUTING.md): *.test.ts, *.contract.test.ts, *.integration.test.ts.
  testMatch: ['**/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/cdktf.out/'],
  modulePathIgnorePatterns: ['/dist/', '/cdktf.out/', '/local-output/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
  cacheDirectory: '.cache/jest',
  // Two cores: one worker runs the slow emulator tests while the other runs the rest.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
};
