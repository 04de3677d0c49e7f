import type { NameLimit } from './name-limits';

/** A name would break its vendor's limits; found at synth instead of half-way through a deploy. */
export class NameDoesNotFitError extends Error {
  override readonly name = 'NameDoesNotFitError';

  constructor(
    readonly resourceName: string,
    limit: NameLimit,
    /** What may be made shorter: the environment's name, the owner's. */
    variableWords: readonly string[],
  ) {
    const { label, minLength, maxLength, source } = limit;
    const over = resourceName.length - maxLength;
    const shorten = variableWords.map(word => `'${word}'`).join(' or ');
    const problem =
      over > 0
        ? `is ${over} ${over === 1 ? 'character' : 'characters'} too long (${resourceName.length}, at most ${maxLength}): shorten ${shorten} by ${over}`
        : resourceName.length < minLength
          ? `is too short (at least ${minLength} characters)`
          : `holds characters that are not allowed: change ${shorten}`;
    super(`The name '${resourceName}' of a ${label} ${problem}. See ${source}`);
  }
}
