/** The functions, or a job, did not bring the input to its end; the message holds what they last said. */
export class PipelineFailedError extends Error {
  override readonly name = 'PipelineFailedError';
}
