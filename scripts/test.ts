import { jestSuite } from './testing/jest-suite';
import { preparePython } from './testing/prepare-python';
import { pytestSuite } from './testing/pytest-suite';
import { runTests } from './testing/run-tests';
import { readTestArguments, testUsage } from './testing/test-arguments';

const parsed = readTestArguments(process.argv.slice(2));
if (parsed.kind === 'help') console.log(testUsage);
else if (parsed.kind === 'mistake') {
  console.error(`${parsed.message}\n\n${testUsage}`);
  process.exitCode = 2;
} else {
  const succeeded = await runTests([jestSuite, pytestSuite], parsed.selection, { prepare: [preparePython], print: console.log });
  process.exitCode = succeeded ? 0 : 1;
}
