import { readCommandLine, UsageError } from './command-line';
import { runLocally } from './local-run';
import { Interrupted, watchForInterruption } from './process/interruption';
import { createProgress } from './progress';

const progress = createProgress(process.stderr);
const interruption = await watchForInterruption();
try {
  // pnpm runs a script in the checkout's root; paths are relative to where it was called.
  const options = await readCommandLine(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options !== undefined) {
    const isComplete = await runLocally({
      options,
      progress,
      print: line => console.log(line),
      widthCharacters: process.stdout.columns ?? 120,
      signal: interruption.signal,
    });
    process.exitCode = isComplete ? 0 : 1;
  }
} catch (error) {
  progress.end();
  console.error(error instanceof Error && error.name !== 'TypeError' ? error.message : error);
  process.exitCode = error instanceof Interrupted ? error.exitCode : error instanceof UsageError ? 2 : 1;
} finally {
  interruption.release();
}
