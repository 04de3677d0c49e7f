import { rm } from 'node:fs/promises';
import { LambdaExecutionEnvironment } from './lambda-execution-environment';
import { unpackZip } from './unpack-zip';

export interface LambdaFunctionProps {
  readonly name: string;
  /** The bundled function: its `index.mjs` exports `handler`. */
  readonly zipPath: string;
  /** All that the function sees, besides the variables that AWS Lambda itself sets. */
  readonly environment: Readonly<Record<string, string>>;
  /** @default 300000 */
  readonly timeoutMilliseconds?: number;
  /** Told to the function only. @default 512 */
  readonly memoryMegabytes?: number;
  /** Invocations at once, each in a process of its own; more of them wait. @default 1 */
  readonly maxConcurrency?: number;
  /** Absolute paths of ES modules that are loaded before the function, to inject faults. */
  readonly preload?: readonly string[];
  /** Takes each line that the function writes. @default drops them */
  readonly onLog?: (line: string) => void;
}

export interface LambdaFunction {
  /**
   * Waits for a free process, starts one where there is none, and returns what the handler returned.
   *
   * @throws {LambdaError} when the handler threw, the process ended or the time ran out; the next invocation starts a new process
   */
  invoke(event: unknown): Promise<unknown>;
  /** Starts one process ahead of the first invocation. */
  warm(): void;
  /** Ends the processes. An invocation under way fails. */
  stop(): Promise<void>;
}

/** Runs a bundled function from its zip as AWS Lambda would: in processes of its own that stay warm. */
export async function startLambda(props: LambdaFunctionProps): Promise<LambdaFunction> {
  const taskRoot = await unpackZip(props.zipPath, 'function');
  const environments = await Promise.all(
    Array.from({ length: props.maxConcurrency ?? 1 }, () =>
      LambdaExecutionEnvironment.open({
        functionName: props.name,
        taskRoot,
        environment: props.environment,
        timeoutMilliseconds: props.timeoutMilliseconds ?? 300_000,
        memoryMegabytes: props.memoryMegabytes ?? 512,
        preload: props.preload ?? [],
        onLog: props.onLog ?? (() => {}),
      }),
    ),
  );
  const waiting: (() => void)[] = [];

  return {
    invoke: async event => {
      let free = environments.find(environment => !environment.isBusy);
      while (free === undefined) {
        await new Promise<void>(resolve => waiting.push(resolve));
        free = environments.find(environment => !environment.isBusy);
      }
      return free.invoke(event).finally(() => waiting.shift()?.());
    },
    warm: () => environments[0]?.start(),
    stop: async () => {
      await Promise.all(environments.map(environment => environment.stop()));
      await rm(taskRoot, { recursive: true, force: true });
    },
  };
}
