import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import type { FunctionsHost } from '../emulators/functions-host';
import type { FunctionLog } from '../pipelines/function-log';
import { PipelineFailedError } from '../pipelines/pipeline-failed-error';

/** The function's own limits: two minutes for Kinesis, and a pause of five minutes at most between two attempts. */
const maxMilliseconds = 10 * 60_000;
const maxTimerRuns = 3;

/** The deployed function, seen from outside. */
export class Forwarder {
  constructor(
    private readonly host: FunctionsHost,
    private readonly parkingContainer: ContainerClient,
    private readonly log: FunctionLog,
  ) {}

  /**
   * Waits until every message is behind the trigger's checkpoints, and lets the timer send on what could not be delivered at first.
   *
   * @throws {PipelineFailedError} when the function does not get on
   */
  async untilForwarded(): Promise<void> {
    const gaveUp = new AbortController();
    const late = sleep(maxMilliseconds, undefined, { signal: gaveUp.signal, ref: false }).then(() => {
      throw new PipelineFailedError(`The forwarder did not get through the event hub within ten minutes.${this.log.describe()}`);
    });
    try {
      await Promise.race([this.host.drained(), late]);
    } finally {
      gaveUp.abort();
      late.catch(() => {});
    }
    for (let runs = 0; runs < maxTimerRuns && (await this.sendUndelivered()); runs++);
  }

  /** Lets the timer send on what could not be delivered. @returns whether there was any */
  async sendUndelivered(): Promise<boolean> {
    const isDue = await this.#hasUndelivered();
    if (isDue) await this.host.runTimer('forward-parked-records');
    return isDue;
  }

  async #hasUndelivered(): Promise<boolean> {
    for await (const _ of this.parkingContainer.listBlobsFlat({ prefix: 'undelivered/' })) return true;
    return false;
  }
}
