import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PipelineFailedError } from '../pipelines/pipeline-failed-error';
import { stopProcessGroup } from '../process/process-group';

export interface PythonModuleProps {
  /** The interpreter. */
  readonly python: string;
  /** Of `glue-scripts`, such as `audit_bridge.local`. */
  readonly module: string;
  readonly args: readonly string[];
  /** Takes each line of standard output. */
  readonly onOutput: (line: string) => void;
  /** Takes each line of standard error. */
  readonly onProgress: (line: string) => void;
  /** Exit codes that the caller knows what to do with. @default [0] */
  readonly expectedExitCodes?: readonly number[];
}

export interface RunningModule {
  /** Writes a line to its standard input. */
  send(line: string): void;
  /** Rejects with a `PipelineFailedError` that holds the end of what the module wrote. */
  readonly ended: Promise<void>;
  /** Ends it and Spark's Java. */
  stop(): Promise<void>;
}

const runnerPath = fileURLToPath(new URL('../../python/run_module.py', import.meta.url));
export const glueScriptsFolder = fileURLToPath(new URL('../../../../glue-scripts/', import.meta.url));

const keptLines = 15;

/** Starts a module of `glue-scripts` in a process group of its own: Ctrl-C in a terminal must not end Spark before the run is taken down in order. */
export function startPythonModule({
  python,
  module,
  args,
  onOutput,
  onProgress,
  expectedExitCodes = [0],
}: PythonModuleProps): RunningModule {
  const child = spawn(python, [runnerPath, module, ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONPATH: [`${glueScriptsFolder}src`, glueScriptsFolder].join(delimiter), PYTHONUNBUFFERED: '1' },
  });
  const tail: string[] = [];
  createInterface({ input: child.stdout }).on('line', onOutput);
  createInterface({ input: child.stderr }).on('line', line => {
    tail.push(line);
    if (tail.length > keptLines) tail.shift();
    onProgress(line);
  });
  // Once only, and as soon as it has ended: later its number may be another process's.
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopProcessGroup(child);
    return stopping;
  };
  const ended = once(child, 'close').then(async ([code, signal]) => {
    // Java may need a moment longer.
    await stop();
    if (expectedExitCodes.includes(code)) return;
    throw new PipelineFailedError(`python -m ${module} ended with ${code ?? signal}:\n${tail.join('\n')}`);
  });
  // Whoever stops it may not wait for its end.
  ended.catch(() => {});
  // One that has ended is told by `ended`.
  child.stdin.on('error', () => {});
  return { send: line => void child.stdin.write(`${line}\n`), ended, stop };
}
