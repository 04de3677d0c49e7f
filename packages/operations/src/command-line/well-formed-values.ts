import type { GivenArguments } from './listed-command';

/** What yargs knows of the options; its types do not say so. */
interface DeclaredOptions {
  readonly key?: Readonly<Record<string, unknown>>;
  readonly number?: readonly string[];
  readonly array?: readonly string[];
}

/**
 * What no command takes, whatever its own rules say: a number that is none, and a value said twice.
 *
 * @returns what is wrong; true: nothing
 */
export function areWellFormed(given: GivenArguments, { array = [], key = {}, number = [] }: DeclaredOptions): string | true {
  const noNumber = number.find(name => Number.isNaN(given[name]));
  if (noNumber !== undefined) return `--${noNumber} takes a number.`;
  const twice = Object.keys(key).find(name => Array.isArray(given[name]) && !array.includes(name));
  return twice === undefined || `--${twice} is said more than once.`;
}
