/** The environment has no pipeline that events of the activity log arrive by. */
export class NothingToVerifyError extends Error {
  override readonly name = 'NothingToVerifyError';

  constructor(environment: string, wanted: string | undefined, present: readonly string[]) {
    const has = present.length === 0 ? 'no pipeline of the activity log' : `${present.join(', ')} only`;
    super(`${environment} has ${has}: there is nothing to compare${wanted === undefined ? '' : ` of ${wanted}`}.`);
  }
}
