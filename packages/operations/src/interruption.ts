/** A wish to stop: whoever works asks for it between two steps, finishes the one in hand and ends in order. */
export interface Interruption {
  readonly isRequested: boolean;
}

/** Ctrl-C, or a signal to the process. It may arrive twice for one key press: once from the terminal, once from the package manager. */
export function interruptionBySignal(print: (line: string) => void, source: NodeJS.EventEmitter = process): Interruption {
  const interruption = { isRequested: false };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    source.on(signal, () => {
      if (!interruption.isRequested) print('Stopping after the message in hand ...');
      interruption.isRequested = true;
    });
  }
  return interruption;
}
