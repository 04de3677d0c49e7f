import { availableParallelism } from 'node:os';
import { checkSteps } from './checking/check-steps';
import { generatedFilesStep } from './checking/generated-files';
import { runChecks } from './checking/run-checks';
import { runProgram } from './cloud-program/run-program';

const usage = `Usage: npx pnpm check [--without-tests]

Everything that must hold before a change is merged: typecheck, lint, layer rules, synth of every environment, its policies, bundle sizes, documents,
all tests, and that generated files are committed. Tells all problems, and exits with 1 when there is one.`;

const words = process.argv.slice(2);
const unknown = words.filter(word => !['--without-tests', '--help'].includes(word));
if (words.includes('--help') || unknown.length > 0) {
  console.log(unknown.length > 0 ? `Unknown: ${unknown.join(' ')}\n\n${usage}` : usage);
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  const startedAt = performance.now();
  const print = (line: string) => console.log(line);
  const failed = [...(await runChecks(checkSteps, { concurrency: availableParallelism(), print }))];
  if (!words.includes('--without-tests')) {
    // The tests use every core by themselves.
    const exitCode = await runProgram(process.execPath, ['--import', 'tsx', 'scripts/test.ts']);
    if (exitCode !== 0) failed.push('tests');
  }
  // Last: a step before it may have written one of them.
  failed.push(...(await runChecks([generatedFilesStep], { concurrency: 1, print })));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  print(failed.length === 0 ? `Everything holds (${seconds} s).` : `Does not hold: ${failed.join(', ')} (${seconds} s).`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
