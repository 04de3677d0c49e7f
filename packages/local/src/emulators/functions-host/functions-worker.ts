import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stopProcess } from '../server-process';
import { FunctionInvocationError, FunctionsHostError } from './errors';
import type { FunctionLogEntry, RpcFunctionMetadata, RpcInvocationRequest, WorkerMessage } from './rpc';

export interface FunctionsWorkerProps {
  /** Folder of the unpacked function app. */
  readonly appFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute paths of modules that are loaded before the app. */
  readonly preload: readonly string[];
  readonly functionTimeoutMilliseconds: number;
  readonly onLog: (entry: FunctionLogEntry) => void;
}

interface Invocation {
  readonly functionName: string;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

interface LoadedProcess {
  readonly child: ChildProcess;
  readonly functions: readonly RpcFunctionMetadata[];
}

/**
 * The process that runs the functions, several invocations at once. When it ends, the invocations under way fail, and the next one starts it
 * anew, as the Functions host does.
 */
export class FunctionsWorker {
  readonly #props: FunctionsWorkerProps;
  readonly #invocations = new Map<string, Invocation>();
  #process: Promise<LoadedProcess> | undefined;
  #child: ChildProcess | undefined;
  #isStopped = false;

  constructor(props: FunctionsWorkerProps) {
    this.#props = props;
  }

  /** Starts the process unless it runs. @returns what the app has registered @throws {FunctionsHostError} when the app does not load */
  async load(): Promise<readonly RpcFunctionMetadata[]> {
    return (await this.#start()).functions;
  }

  /** @throws {FunctionInvocationError} */
  async invoke(functionName: string, request: RpcInvocationRequest): Promise<void> {
    const { child } = await this.#start();
    const id = randomUUID();
    const { functionTimeoutMilliseconds } = this.#props;
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#invocations.set(id, { functionName, resolve, reject });
        timer = setTimeout(() => {
          const message = `Timeout value of ${functionTimeoutMilliseconds / 1000} s exceeded.`;
          reject(new FunctionInvocationError(functionName, 'FunctionTimeoutException', message));
          // What still runs in the process cannot be stopped otherwise; the next invocation starts another one.
          child.kill('SIGKILL');
          this.#ended(child, 'a timeout');
        }, functionTimeoutMilliseconds);
        child.send({ kind: 'invoke', id, functionName, request }, error => {
          // The process has just ended, and its exit is not told yet.
          if (error !== null) reject(new FunctionInvocationError(functionName, 'WorkerProcessExitException', error.message));
        });
      });
    } finally {
      clearTimeout(timer);
      this.#invocations.delete(id);
    }
  }

  /** Lets the app's own hooks run, then ends the process. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const child = this.#child;
    if (child?.connected) {
      const terminated = new Promise<void>(resolve => {
        child.on('message', (message: WorkerMessage) => message.kind === 'terminated' && resolve()).once('exit', () => resolve());
      });
      child.send({ kind: 'terminate' }, () => {});
      await terminated;
    }
    await this.kill();
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    this.#isStopped = true;
    if (this.#child !== undefined) await stopProcess(this.#child, 'SIGKILL');
  }

  #start(): Promise<LoadedProcess> {
    if (this.#isStopped) return Promise.reject(new FunctionsHostError('The host was stopped.'));
    this.#process ??= this.#spawn();
    return this.#process;
  }

  async #spawn(): Promise<LoadedProcess> {
    const { appFolder, environment, preload, onLog } = this.#props;
    const modules = preload.flatMap(path => ['--import', pathToFileURL(path).href]);
    const child = spawn(process.execPath, [...modules, fileURLToPath(new URL('worker-bootstrap.mjs', import.meta.url))], {
      // See server-process.ts for the reason of its own group. It ends when the channel does.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: { FUNCTIONS_WORKER_RUNTIME: 'node', TZ: 'UTC', ...environment, AzureWebJobsScriptRoot: appFolder },
    });
    this.#child = child;
    const streams = [
      [child.stdout, 'information'],
      [child.stderr, 'error'],
    ] as const;
    for (const [stream, level] of streams) {
      if (stream !== null) createInterface({ input: stream }).on('line', message => onLog({ level, category: 'console', message }));
    }
    return new Promise((resolve, reject) => {
      child.on('message', (message: WorkerMessage) => {
        if (message.kind === 'loaded') resolve({ child, functions: message.functions });
        else if (message.kind === 'loadFailed') reject(new FunctionsHostError(`The function app does not load. ${message.error.stack}`));
        else this.#take(message);
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        const how = signal === null ? `code ${code}` : `signal ${signal}`;
        reject(new FunctionsHostError(`The worker process ended with ${how} before the function app was loaded.`));
        this.#ended(child, how);
      });
    });
  }

  #take(message: WorkerMessage): void {
    if (message.kind === 'log') {
      const { kind: _, ...entry } = message;
      this.#props.onLog(entry);
    } else if (message.kind === 'result') {
      const invocation = this.#invocations.get(message.id);
      if (message.error === undefined) invocation?.resolve();
      else invocation?.reject(FunctionInvocationError.of(invocation.functionName, message.error));
    }
  }

  #ended(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#process = undefined;
    for (const { functionName, reject } of this.#invocations.values()) {
      reject(new FunctionInvocationError(functionName, 'WorkerProcessExitException', `The process ended with ${how}.`));
    }
  }
}
