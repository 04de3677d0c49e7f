import { interruptedExitCode, StopRequest } from './interruption';

export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

export interface StopAtSignalsOptions {
  readonly print: (line: string) => void;
  /** @default the process */
  readonly source?: SignalSource;
  /** Milliseconds that only ever grow. @default the process's */
  readonly now?: () => number;
  /** Ends the process. */
  readonly exit?: (exitCode: number) => void;
}

export interface StopAtSignals {
  readonly interruption: StopRequest;
  /** Signals end the process again. */
  release(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One key press arrives twice: from the terminal, and from the package manager that the command runs under. A person needs longer for a second one. */
const onePressMilliseconds = 1_000;
/** For giving back what others wait for, when nothing else is waited for any more. */
const maxGiveBackMilliseconds = 5_000;

/** The first Ctrl-C asks to stop in order; one that comes later ends the process at once, after what others wait for was given back. */
export function stopAtSignals({
  print,
  source = process,
  now = () => performance.now(),
  exit = code => process.exit(code),
}: StopAtSignalsOptions): StopAtSignals {
  const interruption = new StopRequest();
  let requestedAt = 0;
  let ending = false;
  const endAtOnce = async () => {
    ending = true;
    print('Ending at once.');
    const timer = setTimeout(() => exit(interruptedExitCode), maxGiveBackMilliseconds);
    await interruption.giveAllBack();
    clearTimeout(timer);
    exit(interruptedExitCode);
  };
  const onSignal = () => {
    if (!interruption.isRequested) {
      requestedAt = now();
      print('Stopping: what is in hand is finished first. Ctrl-C again ends at once.');
      interruption.request();
    } else if (!ending && now() - requestedAt >= onePressMilliseconds) void endAtOnce();
  };
  for (const signal of signals) source.on(signal, onSignal);
  return {
    interruption,
    release: () => {
      for (const signal of signals) source.off(signal, onSignal);
    },
  };
}
