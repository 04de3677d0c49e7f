import { outputVariable } from './environment-description';

/** `bridge` was asked about environment `local`, and nothing keeps it up. */
export class NoLocalEnvironmentError extends Error {
  override readonly name = 'NoLocalEnvironmentError';

  constructor(output: string) {
    super(
      `No local environment is up in ${output}: start npx pnpm local --keep in another terminal (${outputVariable} names its folder where --output does).`,
    );
  }
}

/** The environment is up, without the pipeline that has what a command needs. */
export class NotStartedLocallyError extends Error {
  override readonly name = 'NotStartedLocallyError';

  constructor(what: string, pipeline: string) {
    super(`The local environment has no ${what}: it was started without ${pipeline}. Start npx pnpm local --keep with it.`);
  }
}
