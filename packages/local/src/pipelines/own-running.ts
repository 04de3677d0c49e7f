import { Running } from '../emulators/running';

/** What belongs to one pipeline of a run: stopped with the run, or before. */
export class OwnRunning extends Running {
  readonly #last: (() => Promise<void>)[] = [];

  constructor(ofRun: Running) {
    super();
    ofRun.add(Promise.resolve(this));
  }

  /** Does something when everything is stopped: then nothing writes any more. */
  afterwards(close: () => Promise<void>): void {
    this.#last.push(close);
  }

  override async stop(): Promise<void> {
    await super.stop();
    for (const close of this.#last.splice(0)) await close();
  }
}
