/** Takes one line of progress for a person. */
export type ReportLine = (line: string) => void;

export const silent: ReportLine = () => {};

/** Where a run stands. */
export interface Progress {
  /** Replaces what was said before: called as often as one likes. */
  update(text: string): void;
  /** Says something that stays. */
  line: ReportLine;
  /** Removes what `update` has left behind. */
  end(): void;
}

const plainIntervalMilliseconds = 5_000;

/** One line that is rewritten on a terminal; elsewhere a line every five seconds. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? new TerminalProgress(stream) : new PlainProgress(stream);
}

class TerminalProgress implements Progress {
  #shown = '';

  constructor(private readonly stream: NodeJS.WriteStream) {}

  update(text: string): void {
    // A line that wraps could not be rewritten.
    const fitting = text.slice(0, (this.stream.columns || 80) - 1);
    if (fitting === this.#shown) return;
    this.stream.write(`\r\u001b[K${fitting}`);
    this.#shown = fitting;
  }

  line(text: string): void {
    this.end();
    this.stream.write(`${text}\n`);
  }

  end(): void {
    if (this.#shown !== '') this.stream.write('\r\u001b[K');
    this.#shown = '';
  }
}

class PlainProgress implements Progress {
  #writtenAt = Number.NEGATIVE_INFINITY;
  #written = '';

  constructor(private readonly stream: NodeJS.WriteStream) {}

  update(text: string): void {
    if (text === this.#written || performance.now() - this.#writtenAt < plainIntervalMilliseconds) return;
    this.#writtenAt = performance.now();
    this.#written = text;
    this.stream.write(`${text}\n`);
  }

  line(text: string): void {
    this.stream.write(`${text}\n`);
  }

  end(): void {}
}
