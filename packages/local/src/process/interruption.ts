import { constants } from 'node:os';
import { watchPackageRunner } from './package-runner';

/** Somebody wants the run to end before its end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(
    message: string,
    /** As a shell reports it: 128 and the signal's number. */
    readonly exitCode: number,
  ) {
    super(message);
  }
}

export interface Interruption {
  /** Aborted with an `Interrupted` as its reason. */
  readonly signal: AbortSignal;
  /** Nothing is watched any more, and signals end the process again; not after an interruption, whose second signal may still be on its way. */
  release(): void;
}

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What has not stopped by then is left to end by itself: every child ends with this process. */
const maxStopMilliseconds = 5_000;

/**
 * Turns a signal, or the end of the package runner that started this process, into an aborted signal.
 * A signal to the whole group arrives twice, once from the terminal and once from the package runner: the second changes nothing.
 */
export async function watchForInterruption(): Promise<Interruption> {
  const controller = new AbortController();
  const interrupt = (message: string, exitCode: number) => {
    if (controller.signal.aborted) return;
    controller.abort(new Interrupted(message, exitCode));
    setTimeout(() => process.exit(exitCode), maxStopMilliseconds).unref();
  };
  const onSignal = (name: NodeJS.Signals) => interrupt(`Stopped by ${name}.`, 128 + constants.signals[name]);
  for (const name of endingSignals) process.on(name, onSignal);
  const unwatch = await watchPackageRunner(() =>
    interrupt('Stopped: the command that started this run is gone.', 128 + constants.signals.SIGTERM),
  );
  return {
    signal: controller.signal,
    release: () => {
      unwatch();
      if (controller.signal.aborted) return;
      for (const name of endingSignals) process.off(name, onSignal);
    },
  };
}
