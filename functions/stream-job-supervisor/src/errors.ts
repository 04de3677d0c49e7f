/** Nobody can keep a job running that is not there. */
export class StreamJobMissingError extends Error {
  override readonly name = 'StreamJobMissingError';

  constructor(jobName: string, options: ErrorOptions) {
    super(
      `There is no Glue job ${jobName} in the function's account and Region, so nothing is written to the lake. Deploy the pipeline again: it makes the job before this function.`,
      options,
    );
  }
}

/** A run that must go stays; until it is gone, the deployed version does not run. */
export class StreamJobNotStoppedError extends Error {
  override readonly name = 'StreamJobNotStoppedError';

  constructor(jobName: string, problems: readonly string[]) {
    super(
      `Glue did not stop runs of ${jobName} that are of an older definition, or beside another one: ${problems.join('; ')}. The next look tries again; if it stays so, stop them in the console.`,
    );
  }
}
