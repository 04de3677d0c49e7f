import { harmlessText } from '@audit-bridge/terminal';
import type { LockHolder } from './lock-holder';

/** Somebody else works there, or has left the lock behind. Nothing was changed. */
export class LockHeldError extends Error {
  override readonly name = 'LockHeldError';

  constructor(
    readonly holder: LockHolder,
    /** @param place for a person; @param unlock the command that breaks it */
    { place, silentSeconds, unlock }: { readonly place: string; readonly silentSeconds: number; readonly unlock: string },
  ) {
    super(
      [
        `${describeHolder(holder)} (the lock is ${place}). Nothing was done.`,
        silentSeconds > longSilenceSeconds
          ? `It has given no sign of life for ${Math.round(silentSeconds / 60)} minutes. When that command does not run any more: ${unlock}`
          : `Wait until it has ended. A command that was cut off leaves its lock behind; to break it: ${unlock}`,
      ].join('\n'),
    );
  }
}

/** Twice as long as a lock is held without being renewed. */
export const longSilenceSeconds = 240;

/** The lock was broken, or could not be renewed: somebody else may work there by now. */
export class LockLostError extends Error {
  override readonly name = 'LockLostError';

  constructor(place: string, why: string) {
    super(
      `The lock ${place} is not held any more (${why}): the command stopped where it was. Look who works there, then run it again: what it has done already it does not do twice.`,
    );
  }
}

/** `ana@laptop runs 'bridge replay dev security-lake' since 2026-11-21T10:00:00.000Z` */
export const describeHolder = ({ owner, purpose, takenAt }: LockHolder): string =>
  `${harmlessText(owner)} runs '${harmlessText(purpose)}' since ${harmlessText(takenAt)}`;
