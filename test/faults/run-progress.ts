/** Says how far a run is: in place on a terminal, now and then as a plain line elsewhere. */
export class RunProgress {
  #done = 0;
  #failed = 0;
  #shownAt = performance.now();
  #endedAt: number | undefined;
  readonly #startedAt = performance.now();

  constructor(
    private readonly title: string,
    private readonly total: number,
  ) {}

  get seconds(): number {
    return ((this.#endedAt ?? performance.now()) - this.#startedAt) / 1000;
  }

  done(hasFailed: boolean): void {
    this.#done++;
    if (hasFailed) this.#failed++;
    const now = performance.now();
    if (now - this.#shownAt < (process.stderr.isTTY ? 200 : 10_000)) return;
    this.#shownAt = now;
    const text = `${this.title}: ${this.#done} of ${this.total}${this.#failed > 0 ? `, ${this.#failed} failed` : ''}`;
    process.stderr.write(process.stderr.isTTY ? `\r${text}` : `${text}\n`);
  }

  end(): void {
    this.#endedAt = performance.now();
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}
