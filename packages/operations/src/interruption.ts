import { setMaxListeners } from 'node:events';

/** A wish to stop: whoever works asks for it between two steps, finishes the one in hand and ends in order. */
export interface Interruption {
  readonly isRequested: boolean;
  /** Aborted with the wish: for waits and questions, never for a change whose outcome must be known. */
  readonly signal: AbortSignal;
  /** From here on something is changed: the wish to stop ends no request any more, so that what is in hand is finished. Left out where nothing ever is. */
  beginChange?(): void;
  /**
   * For what others wait for, like a lock: given back also when a second Ctrl-C ends everything at once.
   *
   * @returns what to call when it is given back already
   */
  beforeEnd(giveBack: () => Promise<unknown>): () => void;
}

/** The exit code of a command that was stopped. */
export const interruptedExitCode = 130;

/** A wish to stop that somebody has, or has not yet. */
export class StopRequest implements Interruption {
  readonly #controller = new AbortController();
  readonly #requests = new AbortController();
  #isChanging = false;
  readonly #givingBack = new Set<() => Promise<unknown>>();

  constructor() {
    // One listener for each request under way.
    setMaxListeners(0, this.#controller.signal, this.#requests.signal);
  }

  get isRequested(): boolean {
    return this.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ends what a command asks of a cloud: aborted with the wish, until the command begins to change something. */
  get requests(): AbortSignal {
    return this.#requests.signal;
  }

  request(): void {
    this.#controller.abort();
    if (!this.#isChanging) this.#requests.abort();
  }

  beginChange(): void {
    this.#isChanging = true;
  }

  beforeEnd(giveBack: () => Promise<unknown>): () => void {
    this.#givingBack.add(giveBack);
    return () => this.#givingBack.delete(giveBack);
  }

  /** What fails is left behind: whoever comes next is told of it. */
  async giveAllBack(): Promise<void> {
    await Promise.allSettled([...this.#givingBack].map(giveBack => giveBack()));
  }
}
