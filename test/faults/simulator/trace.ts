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

  count(what: RegExp): number {
    return this.#entries.filter(entry => what.test(entry.what)).length;
  }

  /**
   * The trace as text.
   *
   * @param about only the lines about this
   */
  lines(about?: string): string[] {
    const wanted = about === undefined ? this.#entries : this.#entries.filter(entry => entry.about === about || entry.actor === 'faults');
    const actorWidth = wanted.reduce((widest, entry) => Math.max(widest, entry.actor.length), 0);
    return wanted.map(
      entry =>
        `${this.#elapsed(entry.time)}  ${entry.actor.padEnd(actorWidth)}  ${entry.what}${entry.about && about === undefined ? `  ${entry.about}` : ''}`,
    );
  }

  #elapsed(time: number): string {
    const milliseconds = Math.round(time - this.startTime);
    const pad = (value: number, width = 2) => String(Math.floor(value)).padStart(width, '0');
    return `+${pad(milliseconds / 3_600_000)}:${pad((milliseconds / 60_000) % 60)}:${pad((milliseconds / 1000) % 60)}.${pad(milliseconds % 1000, 3)}`;
  }
}
