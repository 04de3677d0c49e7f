import type { FunctionExecutor } from './function-executor';
import { nextOccurrence } from './ncrontab';
import type { TimerFunction } from './registered-function';
import { timerRequest } from './timer-input';

/** setTimeout's own limit; a longer wait is taken in parts. */
const longestWaitMilliseconds = 2 ** 31 - 1;

/** Runs a timer's function, on its schedule or when asked; never twice at once. */
export class TimerListener {
  readonly #registered: TimerFunction;
  readonly #executor: FunctionExecutor;
  readonly #ending = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #last: Date | undefined;
  #run: Promise<void> = Promise.resolve();

  constructor(registered: TimerFunction, executor: FunctionExecutor) {
    this.#registered = registered;
    this.#executor = executor;
  }

  get name(): string {
    return this.#registered.name;
  }

  /** Runs the function at each time of its schedule. */
  start(): void {
    const due = nextOccurrence(this.#registered.schedule, new Date());
    const wait = due.getTime() - Date.now();
    this.#timer = setTimeout(
      () => {
        // A run that fails is logged; the next one is due all the same.
        const run = wait > longestWaitMilliseconds ? Promise.resolve() : this.run().catch(() => undefined);
        run.then(() => this.#ending.signal.aborted || this.start());
      },
      Math.min(wait, longestWaitMilliseconds),
    );
  }

  /** Runs it once, after a run under way. @throws {FunctionInvocationError} */
  run(): Promise<void> {
    const run = this.#run
      .catch(() => undefined)
      .then(async () => {
        const now = new Date();
        const request = timerRequest(this.#registered, this.#last, nextOccurrence(this.#registered.schedule, now));
        this.#last = now;
        await this.#executor.execute(this.#registered, request, this.#ending.signal);
      });
    this.#run = run;
    return run;
  }

  /** Waits for a run under way. */
  async stop(): Promise<void> {
    this.abandon();
    await this.#run.catch(() => undefined);
  }

  abandon(): void {
    clearTimeout(this.#timer);
    this.#ending.abort();
  }
}
