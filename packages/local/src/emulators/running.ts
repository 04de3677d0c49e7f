interface Stoppable {
  stop(): Promise<void>;
}

/** What was started and must be stopped, whatever happens in between. */
export class Running {
  readonly #started: Promise<Stoppable | undefined>[] = [];

  /** Notes something that is being started: it is stopped also when this process is interrupted before it has started. */
  add<T extends Stoppable>(starting: Promise<T>): Promise<T> {
    this.#started.push(starting.catch(() => undefined));
    return starting;
  }

  /** Stops everything side by side. Safe to call again. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#started.splice(0).map(async starting => (await starting)?.stop()));
  }
}
