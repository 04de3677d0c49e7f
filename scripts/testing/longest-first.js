import { createRequire } from 'node:module';

// CommonJS, whose default export has the class in a member.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/**
 * What waits longest, first: on a fresh checkout jest knows no times and goes by the files' sizes, and a suite of minutes that starts last
 * keeps one worker idle.
 */
const longest = [
  'test/terraform/environments-on-moto.integration.test.ts',
  'packages/local/test/local-run.integration.test.ts',
  'packages/local/test/security-lake-run.integration.test.ts',
  'test/bench/test/bench.integration.test.ts',
  'test/faults/test/bundled-functions.integration.test.ts',
  'test/glue-scripts/packaged-job.integration.test.ts',
  'packages/local/test/access-keys-run.integration.test.ts',
  'test/terraform/whole-stacks.integration.test.ts',
  'test/operations/test/sandbox.integration.test.ts',
  'test/operations/test/redrive.integration.test.ts',
  'packages/local/test/access-key-queries.contract.test.ts',
  'packages/local/test/functions-host.integration.test.ts',
  'test/faults/test/simulator.test.ts',
  'scripts/test/checkov.integration.test.ts',
];

/** @extends {import('@jest/test-sequencer').default} */
export default class LongestFirst extends Sequencer {
  /** @param {readonly import('@jest/test-result').Test[]} tests */
  sort(tests) {
    const place = ({ path }) => {
      const index = longest.findIndex(name => path.endsWith(name));
      return index === -1 ? longest.length : index;
    };
    return [...super.sort([...tests])].sort((one, other) => place(one) - place(other));
  }
}
