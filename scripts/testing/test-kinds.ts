/** The kinds of test (CONTRIBUTING.md), by the suffix of their files. */
export const testKinds = {
  quick: '**/test/**/!(*.contract|*.integration).test.ts',
  contract: '**/test/**/*.contract.test.ts',
  integration: '**/test/**/*.integration.test.ts',
} as const;

export type TestKind = keyof typeof testKinds;

export function isTestKind(word: string): word is TestKind {
  return word in testKinds;
}
