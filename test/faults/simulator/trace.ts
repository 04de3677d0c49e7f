import { createHash } from 'node:crypto';

interface Entry {
  readonly time: number;
  readonly actor: string;
  readonly what: string;
  /** What it was about, a blob's path for example; '' when nothing in particular. */
  readonly about: string;
}

/** What happened in a run, in order. Kept unformatted, because most runs hold and nobody reads them. */
export class Trace {
  readonly #entries: Entry[] = [];

  constructor(private readonly startTime: number) {}

  add(time: number, actor: string, what: string, about = ''): void {
    this.#entries.push({ time, actor, what, about });
  }

  /** Two runs with one hash took the same steps at the same times. */
  hash(): string {
    const hash = createHash('sha256');
    for (const { time, actor, what, about } of this.#entries) hash.update(`${time} ${actor} ${what} ${about}\n`);
    return hash.digest('hex');
  }

  /**
   * The trace as text.
   *
   * @param about only the lines about this, and those about nothing in particular
   */
  lines(about?: string): string[] {
    const wanted = about === undefined ? this.#entries : this.#entries.filter(entry => entry.about === about || entry.about === '');
    const actorWidth = Math.max(0, ...wanted.map(entry => entry.actor.length));
    return wanted.map(
      entry => `${this.#elapsed(entry.time)}  ${entry.actor.padEnd(actorWidth)}  ${entry.what}${entry.about && `  ${entry.about}`}`,
    );
  }

  #elapsed(time: number): string {
    const milliseconds = Math.round(time - this.startTime);
    const pad = (value: number, width = 2) => String(Math.floor(value)).padStart(width, '0');
    return `+${pad(milliseconds / 3_600_000)}:${pad((milliseconds / 60_000) % 60)}:${pad((milliseconds / 1000) % 60)}.${pad(milliseconds % 1000, 3)}`;
  }
}
