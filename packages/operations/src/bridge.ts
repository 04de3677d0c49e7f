import type { Environment } from '@audit-bridge/config';
import { createProgress, type Progress } from '@audit-bridge/terminal';
import type { CommandContext } from './bridge-command';
import { type CloudConnections, cloudConnections } from './clouds/cloud-connections';
import { buildProgram } from './command-line/build-program';
import { CommandLineError } from './command-line/command-line-error';
import { helpFor } from './command-line/help';
import { listCommands } from './command-line/listed-command';
import { UnknownNameError } from './command-line/unknown-name-error';
import type { CommandVisitor } from './commands';
import { confirmOnTerminal } from './confirmation';
import { DateRangeError } from './date-range/date-range-error';
import { InterruptedError } from './interrupted-error';
import { interruptedExitCode } from './interruption';
import { CommandOutput } from './output/command-output';
import { type ExplainedProblem, explainByAccount, explainProblem } from './problems/explain-problem';
import type { ProblemPlace } from './problems/problem-place';
import type { Sandboxes } from './sandbox/cloud-program';
import { NotThisSandboxError } from './sandbox/errors';
import { openSandbox, type SandboxContext } from './sandbox/sandbox-command';
import { type SignalSource, stopAtSignals } from './stop-at-signals';

export interface BridgeOptions {
  /** The words after `bridge`. */
  readonly words: readonly string[];
  /** Those that commands may be given, or what reads them: what is wrong with them is told like any other error. */
  readonly environments: readonly Environment[] | (() => readonly Environment[]);
  /** @default all that there are */
  readonly commands?: (visitor: CommandVisitor) => void;
  /** @default standard output */
  readonly print?: (line: string) => void;
  /** @default standard error */
  readonly printError?: (line: string) => void;
  /** @default on standard error */
  readonly progress?: Progress;
  /** @default asks on the terminal */
  readonly confirm?: CommandContext['confirm'];
  /** @default by the environment's names, with the credentials of whoever runs the command */
  readonly connect?: (environment: Environment, requests: AbortSignal) => CloudConnections;
  /** What makes sandboxes. @default nothing: commands of sandboxes say so */
  readonly sandboxes?: Sandboxes;
  /** @default the process */
  readonly signals?: SignalSource;
}

/**
 * The operator's command line.
 *
 * @returns the exit code: 0 done, 1 failed, 2 not understood or not confirmed, 130 stopped by a signal
 */
export async function runBridge(options: BridgeOptions): Promise<number> {
  const {
    words,
    print = console.log,
    printError = console.error,
    progress = createProgress(process.stderr),
    confirm = confirmOnTerminal,
    connect = cloudConnections,
  } = options;
  const output = new CommandOutput({ json: words.includes('--json'), print, printError, progress });
  const stop = stopAtSignals({ print: output.print, ...(options.signals === undefined ? {} : { source: options.signals }) });
  const free = (subject: object): CommandContext => {
    output.add(subject);
    return {
      print: output.print,
      result: output.add,
      resultLine: output.addLine,
      progress: output.progress,
      confirm: async question => {
        progress.end();
        return confirm(question);
      },
      interruption: stop.interruption,
    };
  };
  const { requests } = stop.interruption;
  let place: EnvironmentPlace | undefined;
  let running = 'The command';
  const run = async (): Promise<number> => {
    const environments = typeof options.environments === 'function' ? options.environments() : options.environments;
    // Only now: the clouds' SDKs take a second to load.
    const forEachCommand = options.commands ?? (await import('./commands')).forEachCommand;
    const commands = listCommands(forEachCommand, environments, {
      free,
      ofEnvironment: (subject, environment) => {
        place = { ...subject, environment, clouds: connect(environment, requests) };
        return { ...free(subject), environment, clouds: place.clouds };
      },
      ofSandbox: subject => {
        const base = free(subject);
        const open = (owner: string | undefined): SandboxContext => {
          const { environment, program } = openSandbox({ sandboxes: options.sandboxes, environments, command: subject.command, owner });
          const clouds = connect(environment, requests);
          place = { environment, clouds };
          return { ...base, environment, program, clouds, of: open };
        };
        return open(subject.sandbox);
      },
    });
    if (words.includes('--help')) {
      print(await helpFor(words, commands));
      return 0;
    }
    let exitCode = 0;
    const program = buildProgram(words, commands, async (command, given) => {
      running = `bridge ${command.name}`;
      exitCode = await command.run(given);
      output.end(exitCode);
    });
    await program.parseAsync();
    return exitCode;
  };
  try {
    return await run();
  } catch (thrown) {
    // Whatever a command makes of a request that was ended under it: it was stopped.
    const error = requests.aborted && !(thrown instanceof InterruptedError) ? new InterruptedError(running) : thrown;
    const exitCode = exitCodeOf(error, stop.interruption.isRequested);
    output.fail(await explain(error, place));
    output.end(exitCode);
    return exitCode;
  } finally {
    stop.release();
  }
}

interface EnvironmentPlace extends ProblemPlace {
  readonly clouds: CloudConnections;
}

async function explain(error: unknown, place: EnvironmentPlace | undefined): Promise<ExplainedProblem> {
  const known =
    place === undefined ? undefined : ((await explainByAccount(error, place, place.clouds.aws)) ?? explainProblem(error, place));
  if (known !== undefined) return known;
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  // A mistake of ours: its stack is wanted.
  return error instanceof TypeError || error instanceof ReferenceError
    ? { name: error.name, message: error.stack ?? error.message }
    : error;
}

function exitCodeOf(error: unknown, isInterrupted: boolean): number {
  if (error instanceof InterruptedError || (isInterrupted && error instanceof Error && error.name === 'AbortError'))
    return interruptedExitCode;
  return notUnderstood.some(kind => error instanceof kind) ? 2 : 1;
}

const notUnderstood = [CommandLineError, UnknownNameError, DateRangeError, NotThisSandboxError] as const;
