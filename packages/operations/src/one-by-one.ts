import type { CommandContext } from './bridge-command';
import type { Interruption } from './interruption';

export interface OneByOneOptions extends Pick<CommandContext, 'print' | 'progress'> {
  readonly dryRun: boolean;
  /** Things to take at most. */
  readonly limit: number;
  readonly interruption: Pick<Interruption, 'isRequested'>;
}

export interface OneByOneResult {
  readonly taken: number;
  readonly records: number;
  /** Things that stay where they are. */
  readonly failures: number;
}

/** A cause that fails this often in a row is not one thing's: going on would fail for every other one too. */
export const maxFailuresInARow = 3;

interface Taken {
  readonly records: number;
  /** For a person, behind the number. */
  readonly remark?: string;
}

/**
 * Takes named things that hold records one after another, until the person stops: one that fails stays, and the next one is tried.
 *
 * @param kind of one of them: `blob`
 * @param take what it throws is that one's failure
 */
export async function oneByOne<Thing>(
  things: readonly Thing[],
  {
    kind,
    nameOf,
    take,
  }: { readonly kind: string; readonly nameOf: (thing: Thing) => string; readonly take: (thing: Thing) => Promise<Taken> },
  { dryRun, interruption, limit, print, progress }: OneByOneOptions,
): Promise<OneByOneResult> {
  let [taken, records, failures, failuresInARow] = [0, 0, 0, 0];
  for (const [index, thing] of things.slice(0, limit).entries()) {
    if (interruption.isRequested || failuresInARow === maxFailuresInARow) break;
    progress(`${kind} ${index + 1} of ${Math.min(limit, things.length)}, ${records} records so far`);
    try {
      const held = await take(thing);
      failuresInARow = 0;
      taken++;
      records += held.records;
      print(`${index + 1}. ${nameOf(thing)}: ${held.records} records${held.remark ?? ''}`);
    } catch (error) {
      // What only looks ends with the wish to stop, and its question was nobody's failure.
      if (dryRun && interruption.isRequested) break;
      failuresInARow++;
      failures++;
      print(`${index + 1}. ${nameOf(thing)}: FAILED, it stays: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (failuresInARow === maxFailuresInARow) print(`Stopped: ${maxFailuresInARow} ${kind}s failed one after another.`);
  return { taken, records, failures };
}
