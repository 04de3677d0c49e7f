import { createWriteStream, type WriteStream } from 'node:fs';

const keptProblems = 5;

/** What the functions write, in a file; the last problems at hand for an error message. */
export class FunctionLog {
  readonly #file: WriteStream;
  readonly #problems: string[] = [];

  constructor(readonly path: string) {
    this.#file = createWriteStream(path);
  }

  write(line: string): void {
    // A function that is being ended may still say something.
    if (this.#file.writableEnded) return;
    this.#file.write(`${line}\n`);
    if (/"level":"(ERROR|CRITICAL)"/.test(line)) this.#keep(line);
  }

  /** Something that went wrong with a function, as seen from outside. */
  problem(text: string): void {
    this.write(text);
    this.#keep(text);
  }

  /** For an error message: what went wrong last, and where to read more. */
  describe(): string {
    const last = this.#problems.length === 0 ? '' : ` The last problems:\n${this.#problems.join('\n')}\n`;
    return `${last} Everything that the functions wrote is in ${this.path}.`;
  }

  stop(): Promise<void> {
    return new Promise(resolve => this.#file.end(resolve));
  }

  #keep(problem: string): void {
    this.#problems.push(problem.slice(0, 500));
    if (this.#problems.length > keptProblems) this.#problems.shift();
  }
}
