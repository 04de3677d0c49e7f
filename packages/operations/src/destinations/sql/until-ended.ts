import type { Clock } from '@audit-bridge/backoff';
import { InterruptedError } from '../../interrupted-error';
import type { Interruption } from '../../interruption';

export interface RunningQuery<State> {
  /** For a person: `The Athena query <id>`. */
  readonly description: string;
  /** @returns undefined while it has not ended */
  look(): Promise<State | undefined>;
  /** Ends it: what it has scanned so far is billed, the rest is not. */
  cancel(): Promise<void>;
}

export interface Waiting {
  readonly clock: Clock;
  readonly interruption: Pick<Interruption, 'isRequested'>;
}

const firstLookMilliseconds = 25;
const maxLookMilliseconds = 2_000;

/**
 * Looks at a query until it has ended: soon at first, for most are short, then every two seconds, which neither service throttles.
 *
 * @throws {InterruptedError} when the person stops: the query is cancelled first
 */
export async function untilEnded<State>(query: RunningQuery<State>, { clock, interruption }: Waiting): Promise<State> {
  for (let pause = firstLookMilliseconds; ; pause = Math.min(pause * 2, maxLookMilliseconds)) {
    const state = await query.look().catch((error: unknown) => {
      // The wish to stop ends the question too.
      if (!interruption.isRequested) throw error;
      return undefined;
    });
    if (state !== undefined) return state;
    if (interruption.isRequested) {
      await query.cancel();
      throw new InterruptedError(query.description);
    }
    await clock.sleep(pause);
  }
}
