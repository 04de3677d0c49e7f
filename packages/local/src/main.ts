import { createProgress } from '@audit-bridge/terminal';
import { readCommandLine, UsageError } from './command-line';
import { Interrupted, watchForInterruption } from './process/interruption';

// The SDK would warn of Node 20 in the middle of the progress; the deployed functions run on Node 22.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const progress = createProgress(process.stderr);
const interruption = await watchForInterruption();
try {
  // pnpm runs a script in the checkout's root; paths are relative to where it was called.
  const options = await readCommandLine(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options !== undefined) {
    // Only now: the SDKs take a second to load, and help should not wait for them.
    const { runLocally } = await import('./local-run');
    const isComplete = await runLocally({
      options,
      progress,
      print: line => console.log(line),
      widthCharacters: process.stdout.columns ?? 120,
      signal: interruption.signal,
    });
    process.exitCode = isComplete ? 0 : 1;
    // Of what was kept something may still be under way, and try to reach what is stopped.
    if (interruption.signal.aborted) process.exit();
  }
} catch (error) {
  progress.end();
  // A TypeError is a mistake of ours: its stack is wanted.
  console.error(error instanceof Error && !(error instanceof TypeError) ? error.message : error);
  // Everything is stopped, but what was under way would still try to reach it again and again.
  if (error instanceof Interrupted) process.exit(error.exitCode);
  process.exitCode = error instanceof UsageError ? 2 : 1;
} finally {
  interruption.release();
}
