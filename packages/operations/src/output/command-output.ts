import type { Progress } from '@audit-bridge/terminal';
import { jsonDocument, jsonLine } from './json-text';

export interface OutputPlaces {
  /** Standard output is for one JSON document, or for the lines of an answer without an end. */
  readonly json: boolean;
  /** Standard output. */
  readonly print: (line: string) => void;
  /** Standard error. */
  readonly printError: (line: string) => void;
  readonly progress: Progress;
}

/** What a command says: lines for a person, or a document for a program. */
export class CommandOutput {
  readonly #document: Record<string, unknown> = {};
  #hasLines = false;

  constructor(private readonly places: OutputPlaces) {}

  /** For a person. */
  readonly print = (line: string): void => {
    this.places.progress.end();
    (this.places.json ? this.places.printError : this.places.print)(line);
  };

  readonly progress = (text: string): void => this.places.progress.update(text);

  /** Adds to the document: which command this is, what it has found out. */
  readonly add = (members: object): void => {
    Object.assign(this.#document, members);
  };

  /** Stands on standard output at once. */
  readonly addLine = (value: object): void => {
    if (!this.places.json) return;
    this.#hasLines = true;
    this.places.print(jsonLine(value));
  };

  fail({ name, message }: { readonly name: string; readonly message: string }): void {
    this.places.progress.end();
    if (!this.places.json) this.places.printError(message);
    else if (this.#hasLines) this.addLine({ error: { name, message } });
    else this.add({ error: { name, message } });
  }

  /** The document, once everything is known; behind lines there is none. */
  end(exitCode: number): void {
    this.places.progress.end();
    if (this.places.json && !this.#hasLines) this.places.print(jsonDocument({ ...this.#document, exitCode }));
  }
}
