import type { LambdaFunction } from '../emulators/lambda-runtime';
import type { FunctionLog } from '../pipelines/function-log';
import { PipelineFailedError } from '../pipelines/pipeline-failed-error';

const maxFailuresInARow = 3;

/** The schedule that invokes the aggregator: when its work is due, instead of every few minutes. */
export class AggregatorSchedule {
  #failuresInARow = 0;

  constructor(
    private readonly aggregator: LambdaFunction,
    private readonly log: FunctionLog,
  ) {}

  /**
   * One run. One that fails is made good by the next, as in the cloud.
   *
   * @throws {PipelineFailedError} when three runs in a row have failed
   */
  async run(): Promise<void> {
    try {
      await this.aggregator.invoke({});
      this.#failuresInARow = 0;
    } catch (error) {
      this.log.problem(`activity-log-aggregator: ${error instanceof Error ? error.message : error}`);
      this.#failuresInARow += 1;
      if (this.#failuresInARow === maxFailuresInARow)
        throw new PipelineFailedError(`The aggregator failed ${maxFailuresInARow} times in a row.${this.log.describe()}`, { cause: error });
    }
  }
}
