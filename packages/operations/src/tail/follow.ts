import type { CommandContext } from '../bridge-command';
import { InterruptedError } from '../interrupted-error';
import type { Interruption } from '../interruption';
import type { NewEvents } from './new-events';
import type { ShownEvent } from './shown-event';

export interface FollowProps extends Pick<CommandContext, 'print' | 'progress'> {
  readonly events: Pick<NewEvents, 'in'>;
  /** How far back each question goes. */
  readonly sinceMilliseconds: number;
  /** Undefined: one question. */
  readonly everyMilliseconds: number | undefined;
  /** Events to show of one answer at most: the newest. */
  readonly limit: number;
  readonly now: () => number;
  /** Ends early when the person stops. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly interruption: Pick<Interruption, 'isRequested'>;
  readonly show: (event: ShownEvent) => void;
}

/** An event's own clock may be ahead of ours. */
const aheadMilliseconds = 3_600_000;
/** What fails so often in a row does not mend itself. */
const maxFailuresInARow = 5;

/**
 * Shows events until the person stops. A question that fails is told and asked again; the first one is not, for then something is not set up.
 *
 * @returns how many were shown
 */
export async function follow(props: FollowProps): Promise<number> {
  const { everyMilliseconds, interruption, now, print, progress, sinceMilliseconds, wait } = props;
  let shown = 0;
  let failuresInARow = 0;
  for (let isFirst = true; ; isFirst = false) {
    try {
      const fresh = await props.events.in({ from: new Date(now() - sinceMilliseconds), to: new Date(now() + aheadMilliseconds) });
      shown += showNewest(fresh, props);
      failuresInARow = 0;
    } catch (error) {
      const isStopped = error instanceof InterruptedError || interruption.isRequested;
      if (isStopped && everyMilliseconds !== undefined) return shown;
      if (isFirst || ++failuresInARow === maxFailuresInARow) throw error;
      print(`Asked in vain, asking again: ${error instanceof Error ? error.message : error}`);
    }
    if (everyMilliseconds === undefined) return shown;
    progress(`${shown.toLocaleString('en')} events shown; asked at ${new Date(now()).toISOString().slice(11, 19)}Z. Ctrl-C ends.`);
    if (!interruption.isRequested) await wait(everyMilliseconds);
    if (interruption.isRequested) return shown;
  }
}

function showNewest(fresh: readonly ShownEvent[], { limit, print, show }: FollowProps): number {
  const newest = fresh.slice(Math.max(0, fresh.length - limit));
  const left = fresh.length - newest.length;
  if (left > 0) print(`(${left.toLocaleString('en')} older ones are not shown: raise --limit, or filter)`);
  for (const event of newest) show(event);
  return newest.length;
}
