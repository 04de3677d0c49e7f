import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LambdaError } from './lambda-error';
import { type LocalServer, listenLocally, readBody } from './local-server';
import { stopProcess } from './server-process';
import { testAccountId, testRegion } from './test-account';

export interface ExecutionEnvironmentProps {
  readonly functionName: string;
  /** Folder with the unpacked `index.mjs`. */
  readonly taskRoot: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
  readonly memoryMegabytes: number;
  /** Absolute paths of modules that are loaded before the function. */
  readonly preload: readonly string[];
  readonly onLog: (line: string) => void;
}

interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  readonly deadline: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: LambdaError) => void;
}

const modulePath = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * One execution environment of a function: a child process, and the Runtime API that it asks for work. It serves one invocation at a time,
 * stays warm between them, and is started anew by the first invocation after it has ended.
 */
export class LambdaExecutionEnvironment {
  readonly #props: ExecutionEnvironmentProps;
  #api: LocalServer | undefined;
  #child: ChildProcess | undefined;
  #invocation: Invocation | undefined;
  /** The child's open request for its next invocation. */
  #waiting: ServerResponse | undefined;

  private constructor(props: ExecutionEnvironmentProps) {
    this.#props = props;
  }

  /** Opens the Runtime API; the child process starts with the first invocation. */
  static async open(props: ExecutionEnvironmentProps): Promise<LambdaExecutionEnvironment> {
    const self = new LambdaExecutionEnvironment(props);
    self.#api = await listenLocally((request, response) => {
      self.#serve(request, response).catch(() => request.socket.destroy());
    });
    return self;
  }

  get isBusy(): boolean {
    return this.#invocation !== undefined;
  }

  /** @throws {LambdaError} */
  async invoke(event: unknown): Promise<unknown> {
    const { timeoutMilliseconds } = this.#props;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        const deadline = Date.now() + timeoutMilliseconds;
        this.#invocation = { requestId: randomUUID(), event, deadline, resolve, reject };
        timer = setTimeout(() => this.#timeOut(), timeoutMilliseconds);
        this.start();
        this.#dispatch();
      });
    } finally {
      clearTimeout(timer);
      this.#invocation = undefined;
    }
  }

  /** Starts the child unless it runs; an invocation does that by itself. */
  start(): void {
    if (this.#child !== undefined) return;
    const { functionName, taskRoot, memoryMegabytes, environment, preload } = this.#props;
    const modules = [modulePath('exit-with-parent.mjs'), ...preload];
    const child = spawn(process.execPath, [...modules.flatMap(path => ['--import', path]), modulePath('lambda-bootstrap.mjs')], {
      // See server-process.ts for the reasons of its own group and of standard input.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        AWS_REGION: testRegion,
        AWS_LAMBDA_FUNCTION_NAME: functionName,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        _HANDLER: 'index.handler',
        LAMBDA_TASK_ROOT: taskRoot,
        TZ: ':UTC',
        ...environment,
        AWS_LAMBDA_RUNTIME_API: this.#api?.url.slice('http://'.length),
      },
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', this.#props.onLog);
    child.once('error', error => this.#ended(child, error.message));
    child.once('exit', (code, signal) =>
      this.#ended(child, `Runtime exited with ${signal === null ? `code ${code}` : `signal ${signal}`}`),
    );
  }

  /** Ends the child; an invocation under way fails with `Runtime.ExitError`. */
  async stop(): Promise<void> {
    if (this.#child !== undefined) await stopProcess(this.#child, 'SIGKILL');
    await this.#api?.stop();
  }

  #ended(child: ChildProcess, message: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#waiting = undefined;
    this.#invocation?.reject(new LambdaError('Runtime.ExitError', message));
  }

  #timeOut(): void {
    this.#invocation?.reject(
      new LambdaError('Sandbox.Timedout', `Task timed out after ${(this.#props.timeoutMilliseconds / 1000).toFixed(2)} seconds`),
    );
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#waiting = undefined;
  }

  #dispatch(): void {
    if (this.#waiting === undefined || this.#invocation === undefined) return;
    const { requestId, event, deadline } = this.#invocation;
    this.#waiting
      .writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': requestId,
        'lambda-runtime-deadline-ms': String(deadline),
        'lambda-runtime-invoked-function-arn': `arn:aws:lambda:${testRegion}:${testAccountId}:function:${this.#props.functionName}`,
      })
      .end(JSON.stringify(event));
    this.#waiting = undefined;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace('/2018-06-01/runtime', '');
    if (path === '/invocation/next') {
      this.#waiting = response;
      this.#dispatch();
      return;
    }
    const body = JSON.parse((await readBody(request)).toString());
    const [, requestId] = /^\/invocation\/([^/]+)\//.exec(path) ?? [];
    const invocation = path === '/init/error' || requestId === this.#invocation?.requestId ? this.#invocation : undefined;
    // Answered first: the caller's next step may be to end the child.
    response.writeHead(202).end();
    if (path.endsWith('/response')) invocation?.resolve(body);
    else invocation?.reject(new LambdaError(body.errorType, body.errorMessage, body.stackTrace));
  }
}
